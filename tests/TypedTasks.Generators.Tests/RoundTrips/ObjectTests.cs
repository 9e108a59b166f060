using static TypedTasks.Generators.Tests.RoundTrips.ObjectTasks;

namespace TypedTasks.Generators.Tests.RoundTrips;

public sealed class ObjectTests
{
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public void Classes_and_structs_come_back()
    {
        AssertSame(TakePlain.Job, new Plain { Link = new Uri("a", UriKind.Relative), Name = "x", Count = 1, Note = null, IsSet = true });
        Payload.ComesBack(TakePoint.Job, new Point(1, 2));
        Payload.ComesBack<Point?>(TakeNullablePoint.Job, null);
        Payload.ComesBack<Point?>(TakeNullablePoint.Job, new Point(1, 2));
        AssertSame(TakeDerived.Job, new Derived { First = 1, Second = 2, Middle = 3, Last = 4, Early = 5, Overridden = "o" });
        Payload.ComesBack(TakeDerivedRecord.Job, new DerivedRecord(1, 2, 3) { W = 4 });
        Payload.ComesBack(TakeEmpty.Job, new Empty());
        Payload.ComesBack(TakeKeywords.Job, new Keywords(1, 2, 3, 4, 5) { Writer = 6, Unset = 7 });
        Payload.ComesBack(TakeWide.Job, new Wide { Needed = "x", M00 = -1, M63 = -2, M64 = -3, M69 = -4 });
    }

    [Fact]
    public void Null_stays_null_where_it_converts_to_the_struct()
    {
        Payload.ComesBack<ObjectTasks.Word?>(TakeNullableWord.Job, null);
        Payload.ComesBack<ObjectTasks.Word?>(TakeNullableWord.Job, new ObjectTasks.Word("x"));
    }

    [Fact]
    public void Fields_marked_for_JSON_come_back()
    {
        var got = Assert.IsType<MutablePoint>(Assert.Single(Payload.Run(TakeMutablePoint.Job(new MutablePoint { X = 1, Y = 2 }))));
        Assert.Equal((1, 2), (got.X, got.Y));
    }

    [Fact]
    public void A_computed_property_is_left_out()
        => Assert.Equal(
            """{"value":{"Id":"0f8fad5b-d9cb-469f-a165-70867728950e","Customer":"c","Day":5,"Total":1.50,"Note":null,"Lines":[{"Product":"p","Count":1}]}}""",
            Payload.Text(TakeOrder.Job(new Order(Id, "c") { Lines = [new Order.Line("p", 1)] })));

    [Fact]
    public void Attributes_of_System_Text_Json_are_honoured()
    {
        var got = Payload.ComesBack(TakeAttributed.Job, new Attributed { Renamed = "r", Needed = 3 });
        Assert.Equal("kept", got.Ignored);
        Assert.Equal("kept", Assert.IsType<Attributed>(Payload.Run(TakeAttributed.Job(new Attributed { Renamed = "r", Needed = 3, Ignored = "lost" }))[0]).Ignored);
        Assert.Equal("chosen", AssertSame(TakeChosen.Job, new Chosen(1, null)).How);
        Payload.Refuses(TakeAttributed.Job(new Attributed { Renamed = "" }).Definition, """{"value":{"naïve \"name\"":"r"}}""");
    }

    [Fact]
    public void Generic_types_come_back_each_by_its_own_rules()
    {
        var job = TakeBoxes.Job(new Box<string?>(null), new Box<string>("a"), new Box<int?>(null), new Box<Box<Point>>(new Box<Point>(new Point(1, 2))));
        Assert.Equal([new Box<string?>(null), new Box<string>("a"), new Box<int?>(null), new Box<Box<Point>>(new Box<Point>(new Point(1, 2)))], Payload.Run(job));
        Assert.Throws<InvalidPayloadException>(() => TakeBoxes.Job(new Box<string?>(null), new Box<string>(null!), new Box<int?>(null), new Box<Box<Point>>(new Box<Point>(default)))); // what a caller without annotations can do
    }

    [Fact]
    public void Missing_members_take_their_defaults()
    {
        var order = Read<Order>(TakeOrder.Job(new Order(Id, "")), $$"""{"Id":"{{Id}}","Customer":"c"}""");
        Assert.Equal(new Order(Id, "c"), order);

        var plain = Read<Plain>(TakePlain.Job(new Plain { Link = new Uri("a", UriKind.Relative) }), """{"Link":"a"}""");
        Assert.Equal(("unnamed", 7, "none"), (plain.Name, plain.Count, plain.Note));

        var inits = Read<Inits>(TakeInits.Job(new Inits { Id = 1, WithoutDefault = "", Needed = null }), """{"Id":1,"Needed":null,"WithoutDefault":"x"}""");
        Assert.Equal("unnamed", inits.Name);
        Assert.Equal([1, 2], inits.Numbers);

        Assert.Equal(new Point(3, 5), Read<Point>(TakePoint.Job(default), """{"X":3}"""));

        var wide = Read<Wide>(TakeWide.Job(new Wide { Needed = "" }), """{"Needed":"x","M65":0}""");
        Assert.Equal((64, 0, 66), (wide.M64, wide.M65, wide.M66));
    }

    [Fact]
    public void What_was_given_wins_over_defaults()
    {
        var inits = new Inits { Id = 1, Name = "n", Numbers = [], WithoutDefault = "w", Needed = 2 };
        Assert.Empty(AssertSame(TakeInits.Job, inits).Numbers);
        Assert.Null(AssertSame(TakeOrder.Job, new Order(Id, "c", Day: null)).Day);
    }

    [Fact]
    public void Missing_members_without_a_default_are_refused()
    {
        Assert.Contains("'Id'", Refusal(TakeOrder.Job(new Order(Id, "")), """{"Customer":"c"}"""), StringComparison.Ordinal);
        Assert.Contains("'Link'", Refusal(TakePlain.Job(new Plain { Link = new Uri("a", UriKind.Relative) }), "{}"), StringComparison.Ordinal);
        Assert.Contains("'Needed'", Refusal(TakeInits.Job(new Inits { Id = 1, WithoutDefault = "", Needed = 1 }), """{"Id":1,"WithoutDefault":"x"}"""), StringComparison.Ordinal);
        Assert.Contains("'WithoutDefault'", Refusal(TakeInits.Job(new Inits { Id = 1, WithoutDefault = "", Needed = 1 }), """{"Id":1,"Needed":1}"""), StringComparison.Ordinal);
        Assert.Contains("'X'", Refusal(TakePoint.Job(default), "{}"), StringComparison.Ordinal);
        Assert.Contains("'name'", Refusal(TakeChosen.Job(new Chosen(1, null)), """{"Id":1}""").Replace("'Name'", "'name'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("'Needed'", Refusal(TakeWide.Job(new Wide { Needed = "" }), "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_members_are_passed_over_and_repeated_ones_refused()
    {
        Assert.Equal(new Point(1, 2), Read<Point>(TakePoint.Job(default), """{"Z":{"X":[1,{}]},"X":1,"x":9,"Y":2}"""));
        Assert.Contains("twice", Refusal(TakePoint.Job(default), """{"X":1,"X":1}"""), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(TakeWide.Job(new Wide { Needed = "" }), """{"Needed":"","M69":1,"M69":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_where_none_may_be_are_refused()
    {
        var refused = Payload.Refuses(TakeOrder.Job(new Order(Id, "")).Definition, $$$"""{"value":{"Id":"{{{Id}}}","Customer":"c","Lines":[{"Product":null,"Count":1}]}}""");
        Assert.Equal("$.value.Lines[0].Product", refused.Path);
        Assert.Throws<InvalidPayloadException>(() => TakeOrder.Job(null!)); // what a caller without annotations can do
        Assert.Throws<InvalidPayloadException>(() => TakeOrder.Job(new Order(Id, null!))); // what a caller without annotations can do
    }

    [Fact]
    public void A_derived_class_is_refused()
        => Assert.Contains("further members would be lost", Assert.Throws<InvalidPayloadException>(() => TakePlain.Job(new Special { Link = new Uri("a", UriKind.Relative) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Trees_come_back_and_too_deep_ones_are_refused()
    {
        AssertSame(TakeTree.Job, new Tree("root", new Tree("left"), [new Tree("child", Children: [new Tree("grandchild")])]));
        var deep = new Tree("leaf");
        for (var i = 0; i < 61; i++) deep = new Tree("node", deep);
        Assert.Equal(Payload.Text(TakeTree.Job(deep)), Payload.Text(TakeTree.Job(Assert.IsType<Tree>(Payload.Run(TakeTree.Job(deep))[0]))));
        Assert.Contains("nested deeper", Assert.Throws<InvalidPayloadException>(() => TakeTree.Job(new Tree("a", new Tree("b", deep)))).Message, StringComparison.Ordinal);
    }

    private static T AssertSame<T>(Func<T, NewJob> job, T value)
    {
        var stored = Payload.Text(job(value));
        var got = Assert.IsType<T>(Assert.Single(Payload.Read(job(value).Definition, stored)));
        Assert.Equal(stored, Payload.Text(job(got)));
        Assert.Equivalent(value, got, strict: true);
        return got;
    }

    private static T Read<T>(NewJob any, string value) => Assert.IsType<T>(Assert.Single(Payload.Read(any.Definition, $$"""{"value":{{value}}}""")));

    private static string Refusal(NewJob any, string value) => Payload.Refuses(any.Definition, $$"""{"value":{{value}}}""").Message;

    private sealed class Special : Plain
    {
        public int More { get; set; }
    }
}
