using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class ConstructorTasks
{
    [QueueTask]
    internal static void TakePair(Pair value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeStruct(StructWithDefaults value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeSetsRequired(SetsRequired value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDoublyRequired(DoublyRequired value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInternal(OnlyInternal value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeComputed(Computed value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeHiding(Hiding value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeThrowing(Throwing value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeInitStruct(InitStruct value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeNullAtFirst(NullAtFirst value, JobContext context) => Capture.Got(context, value);

    internal readonly struct Pair(int left, in decimal right)
    {
        public int Left { get; } = left;

        public decimal Right { get; } = right;
    }

    internal struct StructWithDefaults
    {
        public StructWithDefaults()
        {
        }

        public int Number { get; set; } = 7;

        public string Text { get; init; } = "text";
    }

    internal sealed class SetsRequired
    {
        [SetsRequiredMembers]
        public SetsRequired(int id)
        {
            Id = id;
            Name = "from constructor";
        }

        public required int Id { get; init; }

        public required string Name { get; init; }
    }

    internal sealed class DoublyRequired(int id)
    {
        public required int Id { get; init; } = id;

        public int Other { get; init; }
    }

    internal sealed class OnlyInternal
    {
        internal OnlyInternal(int id) => Id = id;

        public int Id { get; }
    }

    internal sealed class Computed(decimal amount)
    {
        private readonly decimal amount = amount;

        public decimal Amount => amount;

        public decimal Twice => 2 * amount;

        public int this[int index] => index;

        public static int Static { get; set; }

        private string Hidden { get; set; } = "hidden";

        public override string ToString() => Hidden;
    }

    internal class Hidden
    {
        public int Value { get; set; }

        public int Kept { get; set; }
    }

    internal sealed class Hiding : Hidden
    {
        public new string Value { get; set; } = "";
    }

    internal sealed class Throwing
    {
        public Throwing(int positive)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(positive);
            Positive = positive;
        }

        public int Positive { get; }
    }

    internal sealed record NullAtFirst(int Id, string Note = null!); // null without saying so

    internal readonly struct InitStruct
    {
        public int Number { get; init; }

        [JsonRequired]
        public string? Text { get; init; }
    }
}
