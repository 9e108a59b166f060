using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class UnionTasks
{
    [QueueTask]
    internal static void TakeAnimal(Animal value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeAnimals(List<Animal?> value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeDog(Dog value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeShape(IShape value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeEvent(Happening value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static void TakeTerm(Term value, JobContext context) => Capture.Got(context, value);

    [QueueTask]
    internal static Animal GiveAnimal(string name) => new Dog(name, 3);

    [JsonDerivedType(typeof(Dog), "dog")]
    [JsonDerivedType(typeof(Cat), "cat \"<ü>\"")]
    [JsonDerivedType(typeof(Group), 7)]
    internal abstract record Animal(string Name);

    internal sealed record Dog(string Name, int Age) : Animal(Name);

    // Has cases of its own, which count where it is the declared type only.
    [JsonDerivedType(typeof(Kitten), "kitten")]
    internal record Cat(string Name) : Animal(Name);

    internal sealed record Kitten(string Name) : Cat(Name);

    internal sealed record Group(string Name) : Animal(Name)
    {
        public Animal[] Members { get; init; } = [];

        public bool Equals(Group? other) => other is not null && Name == other.Name && Members.SequenceEqual(other.Members);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Circle), 1)]
    [JsonDerivedType(typeof(Square), -2)]
    [JsonDerivedType(typeof(Nothing), "")]
    internal interface IShape;

    internal sealed record Circle(double Radius) : IShape;

    internal readonly record struct Square(double Side) : IShape;

    internal sealed record Nothing : IShape;

    // Its own values say nothing; those of the derived type do.
    [JsonDerivedType(typeof(Payment), "paid")]
    internal record Happening(int Id);

    internal sealed record Payment(int Id, decimal Amount) : Happening(Id);

    internal sealed record Refund(int Id) : Happening(Id);

    // The base lists itself, and refers to itself.
    [JsonDerivedType(typeof(Term), "term")]
    [JsonDerivedType(typeof(Sum), "sum")]
    internal record Term(Term? Left, Term? Right = null);

    internal sealed record Sum(Term? Left, Term? Right) : Term(Left, Right);
}
