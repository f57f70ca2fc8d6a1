"""A spec of many models in a realistic mix: every field type, references, links, api options."""

PREFIXES = (
    "Account Billing Campaign Catalog Content Customer Delivery Device Event Field Finance Media Order "
    "Partner Project Sales Service Stock Support Team"
).split()

LAPS = ("", "Draft", "Archive", "Import")

# One row per kind of model; `{0}`, `{1}` and `{2}` are other models, defined before it.
KINDS = [
    ("Owner", """
      name: {{ type: string, min_length: 1, max_length: 100 }}
      email: {{ type: email, unique: true }}
      website: url?
      active: {{ type: boolean, default: true }}
    api: {{ filter: [active], search: [name, email], order: [name] }}"""),
    ("Tag", """
      name: {{ type: string, unique: true, max_length: 50 }}
      slug: {{ type: slug, from: name, unique: true }}"""),
    ("Group", """
      title: {{ type: string, max_length: 200 }}
      parent: {{ type: {self}, optional: true, on_delete: set_null }}
      position: {{ type: integer, default: 0, min: 0 }}
    ordering: [position]"""),
    ("Article", """
      author: {0}
      group: {{ type: {2}, optional: true }}
      tags: [{1}]
      title: {{ type: string, max_length: 200 }}
      slug: {{ type: slug, from: title, unique: true }}
      body: text
      status: {{ type: enum, values: [draft, published, archived], default: draft }}
      published_at: datetime?
    ordering: [-published_at]
    api: {{ filter: [status, author, published_at], search: [title, body], order: [title, published_at] }}"""),
    ("Product", """
      name: {{ type: string, max_length: 120 }}
      sku: {{ type: string, unique: true, pattern: "^[A-Z0-9-]{{3,20}}$" }}
      price: {{ type: decimal, digits: 10, places: 2, min: 0 }}
      weight: float?
      details: json?
      groups: [{2}]
    api: {{ filter: [price, sku], search: [name], order: [name, price] }}"""),
    ("Invoice", """
      owner: {0}
      number: {{ type: string, unique: true, max_length: 30 }}
      total: {{ type: decimal, digits: 12, places: 2 }}
      due_on: date
      paid: {{ type: boolean, default: false }}
    unique_together: [[owner, number]]
    api: {{ filter: [owner, paid, due_on], order: [due_on, total] }}"""),
    ("Booking", """
      owner: {0}
      day: date
      starts_at: time
      ends_at: time
      token: {{ type: uuid, optional: true }}
      note: text?
    api: {{ filter: [day, owner], order: [day] }}"""),
    ("Note", """
      text: {{ type: text, min_length: 1 }}
      pinned: {{ type: boolean, default: false }}
      rating: {{ type: integer, optional: true, min: 1, max: 5 }}"""),
]


def spec(models: int) -> str:
    """The text of a spec with so many models."""
    names = [f"{prefix}{kind}{lap}" for lap in LAPS for prefix in PREFIXES for kind, _ in KINDS]
    lines = ["project: many", "models:"]
    for at, name in enumerate(names[:models]):
        start = at - at % len(KINDS)
        fields = KINDS[at % len(KINDS)][1].format(*names[start : start + 3], self=name)
        lines.append(f"  {name}:\n    fields:{fields}")
    return "\n".join(lines) + "\n"
