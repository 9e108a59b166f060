using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class ObjectTasks
{
    [QueueTask]
    internal static void TakeNullableWord(Word? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeOrder(Order value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakePlain(Plain value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInits(Inits value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakePoint(Point value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullablePoint(Point? value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeMutablePoint(MutablePoint value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDerived(Derived value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDerivedRecord(DerivedRecord value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTree(Tree value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAttributed(Attributed value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeChosen(Chosen value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeBoxes(Box<string?> nullable, Box<string> plain, Box<int?> number, Box<Box<Point>> nested, JobContext context)
    {
        Capture.Got(context, nullable);
        Capture.Got(context, plain);
        Capture.Got(context, number);
        Capture.Got(context, nested);
    }

    [QueueTask]
    internal static void TakeEmpty(Empty value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeKeywords(Keywords value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeWide(Wide value, JobContext context) => Capture.Got(context, value);

    internal sealed record Order(Guid Id, string Customer, DayOfWeek? Day = DayOfWeek.Friday, decimal Total = 1.50m)
    {
        public string? Note { get; init; }

        public IReadOnlyList<Line>? Lines { get; set; }

        public int Doubled => (int)(Total * 2);

        internal sealed record Line(string Product, int Count);
    }

    internal class Plain
    {
        public string Name { get; set; } = "unnamed";

        public int Count { get; set; } = 7;

        public string? Note { get; set; } = "none";

        public required Uri Link { get; set; }

        public virtual bool IsSet { get; set; }
    }

    internal sealed record Inits
    {
        public required int Id { get; init; }

        public string Name { get; init; } = "unnamed";

        public List<int> Numbers { get; init; } = [1, 2];

        public string WithoutDefault { get; init; } = null!; // the reader has to notice

        [JsonRequired]
        public int? Needed { get; init; }
    }

    internal readonly record struct Point(int X, int Y = 5);

    internal struct MutablePoint
    {
        public int X { get; set; }

        [JsonInclude]
        public int Y;
    }

    internal class Ancestor
    {
        public int First { get; set; }

        public virtual string Overridden { get; set; } = "a";

        public int Second { get; set; }
    }

    internal class Parent : Ancestor
    {
        public int Middle { get; set; }

        public override string Overridden { get; set; } = "p";
    }

    internal sealed class Derived : Parent
    {
        public int Last { get; set; }

        [JsonPropertyOrder(-1)]
        public int Early { get; set; }
    }

    internal record BaseRecord(int X, int Y);

    internal sealed record DerivedRecord(int X, int Y, int Z) : BaseRecord(X, Y)
    {
        public int W { get; init; }
    }

    internal sealed record Tree(string Name, Tree? Left = null, List<Tree>? Children = null);

    internal sealed record Attributed
    {
        [JsonPropertyName("naïve \"name\"")]
        public required string Renamed { get; init; }

        [JsonIgnore]
        public string Ignored { get; init; } = "kept";

        [JsonRequired]
        public int Needed { get; set; }
    }

    internal sealed class Chosen
    {
        public Chosen()
            => How = "without parameters";

        [JsonConstructor]
        public Chosen(int id, string? name)
        {
            Id = id;
            Name = name;
            How = "chosen";
        }

        public int Id { get; }

        public string? Name { get; }

        [JsonIgnore]
        public string How { get; }
    }

    internal sealed record Box<T>(T Value);

    internal sealed record Empty;

    internal sealed record Keywords(int Class, int Seen, int Reader, int Value, int @event)
    {
        public int Writer { get; init; }

        public int Unset { get; set; }
    }

    // Null converts to it, by way of string.
    internal readonly record struct Word(string Text)
    {
        public static implicit operator Word(string? text) => new(text ?? "");
    }
}
