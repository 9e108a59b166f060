using static TypedTasks.Generators.Tests.RoundTrips.ConstructorTasks;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class ConstructorTests
{
    [Fact]
    public void A_struct_takes_its_only_constructor()
    {
        var got = Run<Pair>(TakePair.Job(new Pair(1, 1.10m)), """{"Left":1,"Right":1.10}""");
        Assert.Equal((1, 1.10m), (got.Left, got.Right));
        Payload.Refuses(TakePair.Job(default).Definition, """{"value":{"Left":1}}""");
    }

    [Fact]
    public void A_struct_s_own_defaults_are_kept()
    {
        var task = TakeStruct.Job(new StructWithDefaults()).Definition;
        var got = Assert.IsType<StructWithDefaults>(Payload.Read(task, """{"value":{}}""")[0]);
        Assert.Equal((7, "text"), (got.Number, got.Text));
        got = Assert.IsType<StructWithDefaults>(Payload.Read(task, """{"value":{"Text":"t","Number":0}}""")[0]);
        Assert.Equal((0, "t"), (got.Number, got.Text));
    }

    [Fact]
    public void Required_members_that_the_constructor_sets_may_be_missing()
    {
        Assert.Equal("n", Run<SetsRequired>(TakeSetsRequired.Job(new SetsRequired(1) { Name = "n" }), """{"Id":1,"Name":"n"}""").Name);
        Assert.Equal("from constructor", Assert.IsType<SetsRequired>(Payload.Read(TakeSetsRequired.Job(new SetsRequired(1)).Definition, """{"value":{"Id":1}}""")[0]).Name);
    }

    [Fact]
    public void A_member_may_be_required_and_a_constructor_parameter()
        => Assert.Equal(3, Run<DoublyRequired>(TakeDoublyRequired.Job(new DoublyRequired(1) { Id = 3, Other = 4 }), """{"Id":3,"Other":4}""").Id);

    [Fact]
    public void An_internal_constructor_will_do()
        => Assert.Equal(3, Run<OnlyInternal>(TakeInternal.Job(new OnlyInternal(3)), """{"Id":3}""").Id);

    [Fact]
    public void Computed_static_private_and_indexed_members_are_no_data()
        => Assert.Equal(1.5m, Run<Computed>(TakeComputed.Job(new Computed(1.5m)), """{"Amount":1.5}""").Amount);

    [Fact]
    public void A_hiding_member_hides()
        => Assert.Equal("v", Run<Hiding>(TakeHiding.Job(new Hiding { Value = "v", Kept = 1 }), """{"Value":"v","Kept":1}""").Value);

    [Fact]
    public void A_constructor_that_throws_makes_the_payload_unreadable()
        => Assert.IsType<ArgumentOutOfRangeException>(Payload.Refuses(TakeThrowing.Job(new Throwing(1)).Definition, """{"value":{"Positive":-1}}""").InnerException);

    [Fact]
    public void Init_members_of_a_struct_come_back()
    {
        var got = Run<InitStruct>(TakeInitStruct.Job(new InitStruct { Number = 1 }), """{"Number":1,"Text":null}""");
        Assert.Equal((1, null), (got.Number, got.Text));
        Payload.Refuses(TakeInitStruct.Job(default).Definition, """{"value":{"Number":1}}""");
    }

    [Fact]
    public void A_parameter_whose_default_is_null_may_be_null()
    {
        Assert.Null(Run<NullAtFirst>(TakeNullAtFirst.Job(new NullAtFirst(1)), """{"Id":1,"Note":null}""").Note);
        Assert.Null(Assert.IsType<NullAtFirst>(Assert.Single(Payload.Run(TakeNullAtFirst.Job(new NullAtFirst(1)) with { Payload = """{"value":{"Id":1}}"""u8.ToArray() }))).Note);
    }

    private static T Run<T>(NewJob job, string expected)
    {
        Assert.Equal($$"""{"value":{{expected}}}""", Payload.Text(job));
        return Assert.IsType<T>(Assert.Single(Payload.Run(job)));
    }
}
