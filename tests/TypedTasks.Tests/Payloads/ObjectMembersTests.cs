using System.Globalization;
using System.Text;
using TypedTasks.Payloads;

namespace TypedTasks.Tests.Payloads;

public sealed class ObjectMembersTests
{
    private const int Unknown = 1000;
    private const string Names = "\nid\nidle\tnote\bremark\ncount\bnumber";

    [Theory]
    [InlineData("""{"id":1,"idle":2,"note":3,"count":4}""", "0=1 1=2 2=3 3=4")]
    [InlineData("""{"count":4,"note":3,"idle":2,"id":1}""", "3=4 2=3 1=2 0=1")]
    [InlineData("""{"id":1,"idle":2,"count":4}""", "0=1 1=2 3=4")]
    [InlineData("""{"id":1,"idle":2,"remark":3,"number":4}""", "0=1 1=2 2=3 3=4")]
    [InlineData("""{"idle":2,"\u0069d":1,"n\u006fte":3,"count":4}""", "1=2 0=1 2=3 3=4")]
    [InlineData("""{"i":0,"id":1,"idl":0,"idle":2,"":0,"note":3,"notes":[{"id":9}],"count":4,"countdown":0}""", "0=1 1=2 2=3 3=4")]
    public void Members_are_found_in_any_order_and_by_all_their_names(string json, string met)
        => Assert.Equal(met, Read(json, Names));

    [Theory]
    [InlineData("""{"id":1,"idle":2,"note":3,"id":4,"count":5}""", "$.id", "is given twice")]
    [InlineData("""{"id":1,"idle":2,"note":3,"remark":4,"count":5}""", "$.remark", "is given twice")]
    [InlineData("""{"number":1,"count":2,"id":1,"idle":2}""", "$.count", "is given twice")]
    [InlineData("""{"id":1,"note":3,"count":5}""", "$", "lacks the member 'idle'")]
    [InlineData("""{"id":1,"idle":2,"note":3}""", "$", "lacks the member 'count'")]
    [InlineData("""{"idle":2,"note":3,"count":4}""", "$", "lacks the member 'id'")]
    [InlineData("{}", "$", "lacks the member 'id'")]
    [InlineData("[]", "$", "is an array, but an object is needed")]
    public void Repeated_and_missing_members_are_refused(string json, string path, string message)
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Read(json, Names));

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_members_passes_over_all_of_them() => Assert.Equal("", Read("""{"a":1,"b":{}}""", ""));

    [Fact]
    public void Other_marks_keep_names_apart_that_hold_the_usual_ones() => Assert.Equal("1=1 0=2", Read("""{"b\tc":1,"a\n":2}""", "\u000ea\n\rb\tc"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_members_than_a_number_has_bits_are_told_apart(bool isReversed)
    {
        var numbers = Enumerable.Range(0, 200);
        var names = string.Concat(numbers.Select(number => Text($"\nmember{number}")));
        var order = isReversed ? numbers.Reverse() : numbers;
        var members = order.Select(number => Text($"\"member{number}\":{number}")).ToList();

        Assert.Equal(string.Join(' ', order.Select(number => Text($"{number}={number}"))), Read("{" + string.Join(',', members) + "}", names));
        Assert.Throws<InvalidPayloadException>(() => Read("{" + string.Join(',', members.Skip(1)) + "}", names));
        Assert.Throws<InvalidPayloadException>(() => Read("{" + string.Join(',', members.SkipLast(1)) + "}", names));
        Assert.Throws<InvalidPayloadException>(() => Read("{" + string.Join(',', members.Append(members[150])) + "}", names));
    }

    private static string Read(string json, string names)
        => PayloadReader.Read(
            Encoding.UTF8.GetBytes(json),
            "payload",
            (ref PayloadReader reader) =>
            {
                var met = new List<string>();
                ObjectMembers member = default;
                while (reader.Next(Encoding.UTF8.GetBytes(names), ref member))
                {
                    met.Add(Text($"{member.Index}={reader.ReadInt32()}"));
                    Assert.True(member.Has(member.Index));
                    Assert.False(member.Has(Unknown));
                }

                return string.Join(' ', met);
            });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
