import Testing

/// The validator of the tests must itself be able to say no.
@Suite struct JSONSchemaTests {
  static let schema = """
    {"type":"object","required":["a"],"additionalProperties":false,
     "properties":{"a":{"type":"integer","minimum":0},"b":{"type":["string","null"]},"c":{"enum":["x",1]},
                   "d":{"const":"k"},"e":{"type":"array","items":{"$ref":"#/$defs/n"},"minItems":1,"maxItems":2},
                   "f":{"anyOf":[{"type":"null"},{"type":"number","maximum":1}]},"g":{"type":"boolean"},
                   "h":{"type":"object","additionalProperties":{"type":"string"}},"i":{"type":"number"}},
     "$defs":{"n":{"type":"number"}}}
    """

  @Test(arguments: [
    #"{"a":0}"#, #"{"a":1,"b":null,"c":"x","d":"k","e":[1.5],"f":null,"g":true,"h":{"z":"z"},"i":2}"#,
    #"{"a":2,"b":"s","c":1,"e":[1,2],"f":0.5}"#,
  ])
  func `Accepts what fits`(_ document: String) throws {
    #expect(try JSONSchema(Self.schema).complaints(about: document) == [])
  }

  @Test(arguments: [
    #"{}"#, #"{"a":-1}"#, #"{"a":1.5}"#, #"{"a":"1"}"#, #"{"a":true}"#, #"{"a":0,"b":1}"#, #"{"a":0,"c":"y"}"#,
    #"{"a":0,"d":"K"}"#, #"{"a":0,"e":[]}"#, #"{"a":0,"e":[1,2,3]}"#, #"{"a":0,"e":["1"]}"#, #"{"a":0,"f":2}"#,
    #"{"a":0,"f":"n"}"#, #"{"a":0,"g":1}"#, #"{"a":0,"h":{"z":1}}"#, #"{"a":0,"z":1}"#, #"{"a":0,"i":false}"#, #"[]"#,
    #"null"#,
  ])
  func `Rejects what does not`(_ document: String) throws {
    #expect(try JSONSchema(Self.schema).complaints(about: document) != [])
  }

  @Test func `Rejects a schema keyword that it does not know`() throws {
    #expect(try JSONSchema(#"{"pattern":"a"}"#).complaints(about: #""a""#) != [])
  }

  @Test func `Rejects a reference to nothing`() throws {
    #expect(try JSONSchema(##"{"$ref":"#/$defs/x"}"##).complaints(about: "1") != [])
  }
}
