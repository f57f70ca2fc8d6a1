from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ModelViewSet

from .models import User


class UserSerializer(ModelSerializer):
    class Meta:
        model = User
        fields = "__all__"


class UserViewSet(ModelViewSet):
    queryset = User.objects.order_by("id")
    serializer_class = UserSerializer
