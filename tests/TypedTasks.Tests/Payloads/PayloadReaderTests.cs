using System.Text;

using TypedTasks.Payloads;

namespace TypedTasks.Tests.Payloads;

public sealed class PayloadReaderTests
{
    [Theory]
    [InlineData("""{"id":1}""", "lacks the member 'names'", "$")]
    [InlineData("""{"id":1,"id":2,"names":[]}""", "is given twice", "$.id")]
    [InlineData("""{"id":null,"names":[]}""", "is null, but a whole number", "$.id")]
    [InlineData("""{"id":1.5,"names":[]}""", "is a number, but a whole number of 32 bits is needed", "$.id")]
    [InlineData("""{"id":99999999999,"names":[]}""", "a whole number of 32 bits", "$.id")]
    [InlineData("""{"id":"1","names":[]}""", "is a text, but a whole number", "$.id")]
    [InlineData("""{"id":1,"names":["a",7]}""", "is a number, but a text is needed", "$.names[1]")]
    [InlineData("""{"id":1,"names":["a","b"}""", "can't be read", "$.names[2]")]
    [InlineData("""{"id":1,"names":[]} {}""", "can't be read", "$")]
    [InlineData("""[]""", "is an array, but an object is needed", "$")]
    [InlineData("", "can't be read", "$")]
    [InlineData("""{"id":1""", "can't be read", "$.id")]
    public void What_does_not_fit_is_refused_with_its_place(string json, string message, string path)
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Read(json));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(path, problem.Path);
    }

    [Fact]
    public void Unknown_members_are_passed_over_and_counted()
        => Assert.Equal((1, "a", 2), Read("""{"new":{"deep":[1,{}]},"names":["a"],"id":1,"other":null}"""));

    private static (int Id, string Names, int Unknown) Read(string json)
        => PayloadReader.Read(Encoding.UTF8.GetBytes(json), "payload of task 'Shop.SendReceipt'", ReadSample);

    private static (int Id, string Names, int Unknown) ReadSample(ref PayloadReader reader)
    {
        var id = 0;
        var names = new List<string>();
        ObjectMembers member = default;
        while (reader.Next("\nid\nnames"u8, ref member))
        {
            switch (member.Index)
            {
                case 0:
                    id = reader.ReadInt32();
                    break;
                case 1:
                    reader.BeginArray();
                    while (reader.NextElement()) names.Add(reader.ReadString());
                    break;
            }
        }

        return (id, string.Join(",", names), reader.UnknownMembers);
    }
}
