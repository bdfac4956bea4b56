extension Lexicon {
  /// Small words that hold a phrase together.
  static let grammar: Entries = [
    (.preposition(.of), "of"),
    (.preposition(.toward), "to,down to"),
    (.preposition(.by), "by"),
    (.preposition(.from), "from"),
    (.preposition(.at), "at"),
    (.preposition(.with), "with"),
    (.preposition(.during), "during"),
    (.preposition(.inside), "in"),
    (.preposition(.on), "on"),
    (.preposition(.forWhat), "for,across,sustained for,lasting,for the"),
    (.and, "and,plus"),
    (.or, "or"),
    (
      .supports,
      "support,supports,handle,handles,sustain,serve,must support,should support,must handle,should handle,must sustain,"
        + "should sustain,can handle,able to handle,process,withstand,supporting,handling,sustaining,accommodate"
    ),
    (
      .success,
      "succeed,successful,successfully,success,succeeding,are successful,complete successfully,pass,passing,must succeed,"
        + "must pass"
    ),
    (
      .filler,
      "the,a,an,is,are,be,been,being,must,should,shall,will,stay,stays,remain,remains,remaining,keep,keeps,kept,our,"
        + "has to be,have to be,needs to be,need to be,value,values,level,levels,we want,we need,we aim for,aim for,aim,"
        + "aiming,that,there,ensure,maintain,maintains,achieve,reach,ideally,it,its,have,has,want,complete,completed,"
        + "completes,return,returned,returns,respond,responds,served,finish,finishes,handled,answered,answer,than,when,"
        + "percentile,expected,acceptable,threshold,thresholds,usage,utilization,utilisation,used,count,total,rate,"
        + "window,period,interval,size,seen,consumption,requirement,requirements,must be,should be,observed over"
    ),
    (
      .note,
      "required,recommended,mandatory,hard requirement,important,minimum acceptable,stretch goal,primary,secondary,"
        + "per slo,initial,v1,including errors,server side,steady"
    ),
    (
      .condition,
      "excluding,except,except for,without,unless,only,if,after,before,until,while,where,including,once,but,whenever,"
        + "provided,assuming,ignoring,apart from,other than"
    ),
    (
      .setting,
      "timeout,ramp up,ramp down,rampup,ramp,think time,warm up,warmup,cool down,cooldown,poll interval,test duration,"
        + "test length,test time,run duration,sleep,pacing,arrival rate,offered load,offered rate,target rate,retries,retry,"
        + "ttl,cache ttl,expiry,rate limit,rate limits,keep alive,iterations,pool size,max pool size,request timeout,"
        + "connection timeout,response timeout,stages,stage,spawn rate,hatch rate,backoff,heartbeat,payload size,"
        + "payload,batch size,page size,file size,upload size,log retention,retention"
    ),
  ]
}
