from metodsovet.work.planning import urls_communities, urls_plans, urls_reading

urlpatterns = [*urls_reading.urlpatterns, *urls_plans.urlpatterns, *urls_communities.urlpatterns]
