import PerfModel

extension Lexicon {
  typealias Entries = [(meaning: Meaning, phrases: String)]

  /// Names of what is measured. Add a wording to the line of its metric.
  static let metrics: Entries = [
    (
      .metric(.metric(.requestDuration)),
      "latency,latencies,response time,response times,request time,request times,request duration,request durations,"
        + "response latency,request latency,response duration,http_req_duration,request.duration,latency_ms,"
        + "server response time,end to end latency,round trip time,processing time,time to last byte,ttlb"
    ),
    (.weakMetric(.metric(.requestDuration)), "duration,durations,time,times"),
    (
      .metric(.metric(.requestWaiting)),
      "ttfb,time to first byte,waiting time,request waiting,http_req_waiting,request.waiting,server wait time"
    ),
    (
      .metric(.metric(.requestConnecting)),
      "connect time,connection time,tcp connect time,http_req_connecting,request.connecting"
    ),
    (
      .metric(.metric(.requestTLS)),
      "tls handshake,tls handshake time,ssl handshake,http_req_tls_handshaking,request.tls"
    ),
    (
      .metric(.metric(.requestRate)),
      "throughput,request rate,requests rate,request throughput,http_reqs,request.rate,transaction rate"
    ),
    (.metric(.metric(.requestCount)), "request count,total requests,number of requests,request.count"),
    (
      .metric(.metric(.requestErrorRatio)),
      "error rate,error rates,error ratio,error percentage,errors rate,failure rate,failure ratio,failed request rate,"
        + "request failure rate,http_req_failed,request.error_ratio,5xx rate,5xx error rate,5xx ratio,server error rate,"
        + "http error rate,http errors rate,rate of errors,percentage of errors,share of errors"
    ),
    (
      .metric(.metric(.requestFailed)),
      "error count,failed request count,number of errors,number of failed requests,request.failed"
    ),
    (
      .metric(.errors),
      "errors,fail,may fail,failing,failures,failed requests,failed calls,request failures,request errors,5xx,5xx errors,5xx responses,"
        + "server errors,http errors,error responses,failing requests,failed responses"
    ),
    (
      .metric(.availability),
      "availability,uptime,success rate,success ratio,success percentage,successful requests,request success rate"
    ),
    (
      .metric(.metric(.iterationDuration)),
      "iteration duration,iteration time,iteration durations,iteration_duration,iteration.duration"
    ),
    (.metric(.metric(.iterationRate)), "iteration rate,iteration.rate"),
    (.metric(.metric(.iterationDropped)), "dropped iterations,dropped_iterations,iteration.dropped"),
    (
      .metric(.metric(.checkPassRatio)),
      "checks,check pass rate,check pass ratio,checks pass rate,check success rate,checks passed,checks passing,"
        + "passed checks,checks success rate,check.pass_ratio,check rate,checks rate"
    ),
    (.metric(.metric(.dataReceivedRate)), "data received rate,received data rate,download rate,data.received_rate"),
    (.metric(.metric(.dataSentRate)), "data sent rate,sent data rate,upload rate,data.sent_rate"),
    (.metric(.metric(.dataReceived)), "data received,data_received,data.received"),
    (.metric(.metric(.dataSent)), "data sent,data_sent,data.sent"),
    (
      .metric(.metric(.loadUsers)),
      "users,concurrent users,virtual users,active users,simultaneous users,vus,concurrent virtual users,concurrency,"
        + "user load,concurrent sessions,load.users,simultaneous virtual users,concurrent active users"
    ),
    (
      .metric(.metric(MetricID(rawValue: "cpu.utilization"))),
      "cpu,cpu usage,cpu utilization,cpu utilisation,cpu load,cpu use,processor usage,processor utilization,"
        + "cpu.utilization,cpu consumption,cpu usage percent"
    ),
    (
      .metric(.metric(MetricID(rawValue: "memory.used"))),
      "memory,memory usage,memory use,rss,resident memory,memory footprint,ram,ram usage,memory.used,memory utilization,"
        + "memory utilisation,memory consumption,resident set size,working set"
    ),
    (
      .metric(.metric(MetricID(rawValue: "runtime.heap"))),
      "heap,heap size,heap usage,heap memory,heap in use,runtime.heap,heap use"
    ),
    (
      .metric(.metric(MetricID(rawValue: "runtime.goroutines"))),
      "goroutines,goroutine count,runtime.goroutines,number of goroutines"
    ),
    (.metric(.metric(MetricID(rawValue: "process.threads"))), "threads,thread count,process.threads,number of threads"),
    (
      .metric(.metric(MetricID(rawValue: "process.open_files"))),
      "open files,open file descriptors,file descriptors,fds,open fds,process.open_files"
    ),
    (
      .metric(.metric(MetricID(rawValue: "gc.pause"))),
      "gc pause,gc pauses,gc pause time,gc pause times,garbage collection pause,garbage collection pauses,gc.pause,"
        + "gc pause duration,stop the world pause"
    ),
    (
      .metric(.connections),
      "db connections,database connections,db connection count,database connection count,postgres connections,"
        + "postgresql connections,mysql connections,sql connections,pool connections,connections to the database,"
        + "pooled connections"
    ),
    (.metric(.plainConnections), "connections,connection count,open connections"),
    (.metric(.metric(MetricID(rawValue: "db.connections.active"))), "db.connections.active"),
    (.metric(.metric(MetricID(rawValue: "db.connections.idle"))), "db.connections.idle"),
    (
      .metric(.metric(MetricID(rawValue: "db.connections.waiting"))),
      "db.connections.waiting,pool waiters,waiting for a connection"
    ),
    (
      .metric(.metric(MetricID(rawValue: "db.connections.utilization"))),
      "pool,pool utilization,pool utilisation,pool usage,connection pool,connection pool utilization,"
        + "connection pool utilisation,connection pool usage,db pool,db pool utilization,db pool utilisation,db pool usage,"
        + "database pool,database pool utilization,database pool utilisation,database pool usage,"
        + "database connection pool,db connection pool,db connection pool usage,database connection pool usage,"
        + "db connection pool utilization,db connection pool utilisation,database connection pool utilization,"
        + "database connection pool utilisation,db.connections.utilization"
    ),
    (
      .metric(.metric(MetricID(rawValue: "db.cache_hit_ratio"))),
      "db cache hit ratio,db cache hit rate,database cache hit ratio,database cache hit rate,buffer cache hit ratio,"
        + "buffer cache hit rate,buffer hit ratio,postgres cache hit ratio,postgresql cache hit ratio,db.cache_hit_ratio,"
        + "shared buffers hit ratio"
    ),
    (
      .metric(.metric(MetricID(rawValue: "cache.hit_ratio"))),
      "cache hit ratio,cache hit rate,cache hits,redis hit rate,redis hit ratio,redis cache hit rate,cache.hit_ratio,"
        + "redis cache hit ratio,hit ratio,hit rate"
    ),
    (
      .metric(.query),
      "query time,query times,query latency,query duration,query execution time,db query time,db query latency,"
        + "database query time,database query times,database query latency,database query duration,sql query time,"
        + "database queries,db queries,sql queries,query.mean_time,db query,database query"
    ),
  ]

  /// Names of what no run here records, so that a target about it is listed as such instead of as a riddle.
  static let unmeasurable: Entries = [
    (
      .unmeasurable("a leak shows over hours of steady load, not as one figure of a run"),
      "connection leaks,connection leak,memory leaks,memory leak,goroutine leaks,goroutine leak,leaks,resource leaks,"
        + "thread leaks,file descriptor leaks,memory growth"
    ),
    (
      .unmeasurable("no load test records crashes or restarts"),
      "crashes,crash,restarts,pod restarts,oom kills,oomkills,oom,out of memory,out of memory errors,panics,segfaults,"
        + "container restarts,service restarts,unplanned restarts,process crashes,core dumps"
    ),
    (
      .unmeasurable("no load test records locks or races of the system under test"),
      "deadlocks,database deadlocks,lock timeouts,race conditions,data races,lock contention,lock waits"
    ),
    (
      .unmeasurable("no load test records whether data are lost or wrong"),
      "data loss,data corruption,lost messages,lost orders,duplicate orders,message loss,inconsistencies,lost writes,"
        + "data inconsistency"
    ),
    (
      .unmeasurable("timeouts are not told apart from other failures"),
      "timeouts,request timeouts,timeout errors,connection timeouts,timeout rate,connection errors,connection failures,"
        + "4xx,4xx rate,4xx errors,4xx error rate,client errors,client error rate"
    ),
    (
      .unmeasurable("a browser measures it, not a load generator"),
      "lcp,fcp,cls,fid,inp,largest contentful paint,first contentful paint,time to interactive,tti,page load,"
        + "page load time,page load times,cumulative layout shift,first input delay,page render time,lighthouse score"
    ),
    (
      .unmeasurable("no run here records it"),
      "disk,disk usage,disk i,disk io,disk utilization,disk utilisation,disk space,network,network usage,network bandwidth,"
        + "bandwidth,network utilization,iops,queue depth,queue length,queue size,queue lag,consumer lag,replication lag,"
        + "message lag,startup time,start up time,cold start,cold starts,cold start time,boot time,build time,apdex,"
        + "apdex score,error budget,recovery time,mttr,rto,rpo,time to recover,failover time,code coverage,test coverage,"
        + "coverage,load average,swap usage,swap,thread pool,thread pool usage,cost,costs,gc time,gc overhead,"
        + "context switches,scale up time,scale out time,backlog,job duration,batch duration,lag"
    ),
  ]
}
