using static TypedTasks.Generators.Tests.RoundTrips.UnionTasks;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class UnionTests
{
    [Fact]
    public void Derived_records_come_back_as_what_they_were()
    {
        Assert.IsType<Dog>(Payload.ComesBack<Animal>(TakeAnimal.Job, new Dog("Rex", 3)));
        Assert.IsType<Cat>(Payload.ComesBack<Animal>(TakeAnimal.Job, new Cat("Mia")));
        Payload.ComesBack<Animal>(TakeAnimal.Job, new Group("all") { Members = [new Dog("Rex", 3), new Group("none"), new Cat("Mia")] });
        Payload.ComesBack<List<Animal?>>(TakeAnimals.Job, [null, new Dog("Rex", 3), new Cat("Mia")]);
        Payload.ComesBack(TakeDog.Job, new Dog("Rex", 3));
    }

    [Fact]
    public void Interfaces_numbers_and_another_name_for_the_discriminator_come_back()
    {
        Payload.ComesBack<IShape>(TakeShape.Job, new Circle(1.5));
        Payload.ComesBack<IShape>(TakeShape.Job, new Square(2));
        Payload.ComesBack<IShape>(TakeShape.Job, new Nothing());
        Assert.Equal("""{"value":{"kind":-2,"Side":2}}""", Payload.Text(TakeShape.Job(new Square(2))));
    }

    [Fact]
    public void Values_of_the_base_itself_come_back()
    {
        Payload.ComesBack(TakeEvent.Job, new Happening(1));
        Payload.ComesBack<Happening>(TakeEvent.Job, new Payment(1, 2.50m));
        Payload.ComesBack(TakeTerm.Job, new Term(new Sum(new Term(null), null), new Term(null)));
    }

    [Fact]
    public void A_type_that_is_not_listed_is_refused()
    {
        var refused = Assert.Throws<InvalidPayloadException>(() => TakeAnimals.Job([new Dog("Rex", 3), new Kitten("Tom")]));
        Assert.Equal("$.value[1]", refused.Path);
        Assert.Contains("JsonDerivedType(typeof(Kitten)", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidPayloadException>(() => TakeEvent.Job(new Refund(1)));
        Payload.ComesBack(TakeDog.Job, new Dog("after", 1));
    }

    [Theory]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"value":"dog"}""")]
    [InlineData("""{"value":{"Name":"Rex","Age":3}}""")]
    [InlineData("""{"value":{"Name":"Rex","Age":3,"$type":"dog"}}""")]
    [InlineData("""{"value":{"$type":"cow","Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":8,"Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":7.5,"Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":"7","Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":null,"Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":{"a":1},"Name":"Rex"}}""")]
    [InlineData("""{"value":{"$type":"dog","Name":"Rex"}}""")]
    public void A_payload_that_does_not_say_a_listed_type_first_is_refused(string payload)
        => Assert.StartsWith("$.value", Payload.Refuses(TakeAnimal.Job(new Dog("Rex", 3)).Definition, payload).Path, StringComparison.Ordinal);

    [Fact]
    public void Values_of_the_base_with_the_discriminator_too_late_are_refused()
        => Payload.Refuses(TakeEvent.Job(new Happening(1)).Definition, """{"value":{"Id":1,"Amount":2,"$type":"paid"}}""");

    [Fact]
    public void Unions_may_be_deep_but_not_too_deep()
    {
        Animal nested = new Dog("Rex", 3);
        for (var i = 0; i < 30; i++) nested = new Group("g") { Members = [nested] };
        Payload.ComesBack(TakeAnimal.Job, nested);
        Assert.Throws<InvalidPayloadException>(() => TakeAnimal.Job(new Group("g") { Members = [new Group("h") { Members = [nested] }] }));
        Payload.ComesBack(TakeDog.Job, new Dog("after", 1));
    }
}
