extension Lexicon {
  /// Words that say which part of a run is meant.
  static let scopes: Entries = [
    (
      .everyEndpoint,
      "all endpoints,all apis,all api endpoints,every endpoint,each endpoint,api endpoints,all routes,every api,each api,"
        + "all api calls,all requests,every request,all api requests,all http requests,overall,all calls,all pages,"
        + "all api routes,every route,across all endpoints,all services,any endpoint,the api endpoints,"
        + "all operations,across the board,all http endpoints,every api endpoint,any request"
    ),
    (
      .generic,
      "api,apis,endpoint,endpoints,request,requests,http,https,service,system,application,app,server,call,calls,backend,"
        + "transactions,queries,hits,operations,http requests,responses,web,rest,response,route,routes"
    ),
    (.query, "indexed,indexed lookup,sql,index scan,full table scan,table scan,unindexed,full scan,with index,query"),
    (.state(.active), "active,in use"),
    (.state(.idle), "idle"),
    (.state(.waiting), "waiting,pending,queued"),
    (
      .perInstance,
      "per instance,per pod,per node,per server,per replica,per container,per process,per worker,per host,per vm,"
        + "each instance,per machine,per app instance,per application instance,per service instance,a single instance,"
        + "single instance"
    ),
    (
      .perOther,
      "per core,per user,per client,per session,per connection,per request,per tenant,per customer,per cpu,per query,"
        + "per vu,per endpoint per user,per thread,per test,per run,per million,per deploy,per release,per page"
    ),
    (
      .longTerm,
      "monthly,per month,per day,per week,per year,daily,weekly,yearly,annually,per quarter,quarterly,over a month,a month,"
        + "per calendar month,rolling,days,day,weeks,week,months,month,years,year"
    ),
  ]
}
