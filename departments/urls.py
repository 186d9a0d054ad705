from django.urls import path

from departments import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.leave_site, name="logout"),
    path("me/", views.show_my_settings, name="me"),
    path("password/", views.password_change, name="password_change"),
]
