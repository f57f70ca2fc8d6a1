from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class User(models.Model):
    ROLES = [("admin", "Admin"), ("editor", "Editor"), ("viewer", "Viewer")]

    name = models.CharField(max_length=100)
    email = models.EmailField(unique=True, help_text="One account per address.")
    age = models.IntegerField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(150)])
    is_active = models.BooleanField(default=True)
    role = models.CharField(max_length=10, choices=ROLES, default="viewer")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "users"

    def __str__(self):
        return self.name
