extension Lexicon {
  /// Words of a phrase that tells what was, not what has to be: a phrase with one of them is no target.
  static let narrative: Entries = [
    (
      .narrative,
      "was,were,had,did,saw,took,got,went,had been,has been,have been,measured,observed,recorded,reported,noticed,"
        + "improved,reduced,increased,decreased,dropped,rose,fell,grew,regressed,degraded,fixed,added,removed,changed,"
        + "updated,upgraded,released,bumped,merged,raised,lowered,migrated,reverted,renamed,introduced,doubled,halved,"
        + "reached,achieved,exceeded,hit,peaked,averaged,ran,handled about,moved,replaced,switched,refactored,tuned,"
        + "last year,last month,last week,last quarter,last night,last time,last run,last sprint,yesterday,ago,today,"
        + "previously,formerly,earlier,since,because,however,although,whereas,therefore,currently,recently,so far,"
        + "used to,we saw,we see,turned out,apparently,seems,seem,for example,for instance,example,e.g,i.e,such as,"
        + "january,february,march,april,june,july,august,september,october,november,december,actual,actually,"
        + "result,results,now takes,now,speeds up,makes,made,caused,causes,showed,shows,suggests,became,becomes,"
        + "you,your,they,their,he,she,who,which,whose,why,how,what,please,note,see,read more,users expect,people"
    )
  ]
}
