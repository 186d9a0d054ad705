from django.urls import path

from departments import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.leave, name="logout"),
    path("me/", views.me, name="me"),
    path("password/", views.password_change, name="password_change"),
]
