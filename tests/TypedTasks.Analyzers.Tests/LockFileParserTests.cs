using TypedTasks.Shared.Locking;

namespace TypedTasks.Analyzers.Tests;

public sealed class LockFileParserTests
{
    private const string Text =
        """
        {
          "format": 1,
          "tasks": {
            "Shop.Ship": {
              "aliases": ["Old \"quoted\"", "Shop.Dispatch"],
              "versions": {
                "1": {
                  "parameters": {}
                },
                "2": {
                  "parameters": {
                    "colors": { "type": "map(Shop.Color, set(int?)?)", "required": true },
                    "note": { "type": "string?", "default": null, "sensitive": true },
                    "order": { "type": "Shop.Page<Shop.Order, int[]>[]?", "required": true, "formerly": ["a", "b"] },
                    "rate": { "type": "double", "default": -1.5E-07 }
                  },
                  "result": "long?[]",
                  "sensitiveResult": true,
                  "types": {
                    "Shop.Color": {
                      "enum": "ulong",
                      "stored": "names",
                      "values": {
                        "Blue": 18446744073709551615,
                        "Red": 0
                      }
                    },
                    "Shop.Photo": { "opaque": true },
                    "Shop.Page<Shop.Order, int[]>": {
                      "members": {
                        "Photo": { "type": "Shop.Photo" }
                      }
                    }
                  },
                  "samples": [
                    {"order":null,"note":"line\u2028break"}
                  ]
                }
              }
            }
          }
        }

        """;

    [Theory]
    [InlineData("int", "\"abc\"")]
    [InlineData("int?", "1.5")]
    [InlineData("bool", "5")]
    [InlineData("char", "\"\"")]
    [InlineData("string", "true")]
    [InlineData("decimal", "{}")]
    [InlineData("double", "\"x\"")]
    [InlineData("guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("E", "\"A\"")]
    [InlineData("int[]", "[1]")]
    public void A_default_that_is_no_value_of_its_type_is_refused(string type, string value)
        => Assert.Contains("the default of 'a'", Assert.Throws<LockFileException>(() => LockFileParser.Parse(WithParameter($$"""{ "type": "{{type}}", "default": {{value}} }"""))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("int", "-5")]
    [InlineData("ulong?", "18446744073709551615")]
    [InlineData("char", "\"\\ud800\"")]
    [InlineData("float", "\"-Infinity\"")]
    [InlineData("decimal", "-0.00")]
    [InlineData("E?", "7")]
    [InlineData("guid", "null")]
    [InlineData("int[]", "[]")]
    [InlineData("bytes", "[]")]
    public void A_default_that_code_can_have_is_taken(string type, string value) => LockFileParser.Parse(WithParameter($$"""{ "type": "{{type}}", "default": {{value}} }"""));

    [Theory]
    [InlineData("\"type\": \"map(O, int)\"")]
    [InlineData("\"type\": \"map(int[], int)[]\"")]
    public void What_no_dictionary_can_have_as_key_is_refused(string type)
        => Assert.Contains("the key of a dictionary", Assert.Throws<LockFileException>(() => LockFileParser.Parse(WithParameter("{ " + type + " }"))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_no_enum_can_have_underneath_is_refused()
        => Assert.Contains("'string'", Assert.Throws<LockFileException>(() => LockFileParser.Parse(WithParameter("""{ "type": "E" }""").Replace("\"enum\": \"int\"", "\"enum\": \"string\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    private static string WithParameter(string parameter) => $$"""
        { "format": 1, "tasks": { "T": { "versions": { "1": { "parameters": { "a": {{parameter}} },
          "types": { "E": { "enum": "int", "values": { "A": 1 } }, "O": { "members": {} } } } } } } }
        """;

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        var canonical = LockFileWriter.Write(LockFileParser.Parse(Text));
        Assert.Equal(canonical, LockFileWriter.Write(LockFileParser.Parse(canonical)));
        Assert.Equal(LockFileParser.Parse(Text), LockFileParser.Parse(canonical));
    }

    [Fact]
    public void Spaces_and_line_ends_make_no_difference()
        => Assert.Equal(LockFileParser.Parse(Text), LockFileParser.Parse(Text.Replace("\n", "\r\n\t", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", 1, "ends where a value")]
    [InlineData("{\n<<<<<<< HEAD\n}", 2, "'<' stands where a name")]
    [InlineData("{\n\"format\": 2, \"tasks\": {} }", 2, "newer TypedTasks")]
    [InlineData("{ \"tasks\": {} }", 1, "lacks 'format'")]
    [InlineData("{ \"format\": 1, \"tasks\": {}, \"jobs\": {} }", 1, "'jobs' is no member")]
    [InlineData("{ \"format\": 1, \"tasks\": {\n\"A\": { \"versions\": {} } } }", 2, "has no version")]
    [InlineData("{ \"format\": 1, \"tasks\": {\n\"A\": {},\n\"A\": {} } }", 3, "'A' is there twice")]
    [InlineData("{ \"format\": 1, \"tasks\": {\"A\": { \"versions\": { \"01\": { \"parameters\": {} } } } } }", 1, "no version")]
    [InlineData("{ \"format\": 1, \"tasks\": {\"A\": { \"versions\": { \"1\": { \"parameters\": { \"x\": { \"type\": \"int[\" } } } } } } }", 1, "'int[' is no type")]
    [InlineData("{ \"format\": 1, \"tasks\": {\"A\": { \"versions\": { \"1\": { \"parameters\": { \"x\": { \"type\": \"Shop.Order\" } } } } } } }", 1, "not described")]
    [InlineData("{ \"format\": 1, \"tasks\": {\"A\": { \"versions\": { \"1\": { \"parameters\": { \"x\": { \"type\": \"int\", \"required\": 1 } } } } } } }", 1, "not true or false")]
    [InlineData("{ \"format\": 1, \"tasks\": [] }", 1, "is not an object")]
    [InlineData("{ \"format\": 1, \"tasks\": {} } x", 1, "where the end of the file")]
    public void A_malformed_file_is_told_with_its_line(string text, int line, string message)
    {
        var problem = Assert.Throws<LockFileException>(() => LockFileParser.Parse(text));
        Assert.Equal(line, problem.Line + 1);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Nesting_has_an_end(string open)
        => Assert.Contains("nested too deeply", Assert.Throws<LockFileException>(() => LockFileParser.Parse(string.Concat(Enumerable.Repeat(open, 100_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Types_nest_only_so_deep() => Assert.Null(LockedUseParser.Parse(string.Concat(Enumerable.Repeat("set(", 10_000))));

    [Fact]
    public void A_huge_file_is_refused() => Assert.Throws<LockFileException>(() => LockFileParser.Parse(new string(' ', JsonParser.MaxLength + 1)));

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else_happens()
    {
        const string Bytes = "{}[]\",:\\ntf0123456789-+.eE \n\u0000\u2028Ax(?)<>";
        var random = new Random(20_261_121);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = Text.ToCharArray().ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var position = random.Next(text.Count);
                if (random.Next(3) == 0) text.RemoveAt(position);
                else if (random.Next(2) == 0) text.Insert(position, Bytes[random.Next(Bytes.Length)]);
                else text[position] = Bytes[random.Next(Bytes.Length)];
            }

            if (LockFileParser.TryParse(string.Concat(text)) is not { } file) continue;
            read++;
            Assert.Equal(file, LockFileParser.Parse(LockFileWriter.Write(file)));
        }

        Assert.InRange(read, 100, 19_900);
    }
}
