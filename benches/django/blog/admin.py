from django.contrib import admin

from .models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "age", "created_at"]
    search_fields = ["name", "email"]
    list_filter = ["is_active", "role", "created_at"]
    date_hierarchy = "created_at"
    ordering = ["name"]
    readonly_fields = ["created_at"]
    fieldsets = [
        (None, {"fields": ["name", "email", "age"]}),
        ("Access", {"fields": ["is_active", "role"]}),
        ("Dates", {"fields": ["created_at"]}),
    ]
