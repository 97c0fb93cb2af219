from metodsovet.work.planning import urls_reading

urlpatterns = [*urls_reading.urlpatterns]
