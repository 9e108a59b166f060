using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the method that reads one class, record or struct.</summary>
/// <remarks>
/// A member that is missing keeps what its initializer gave it. One that can be set is set afterwards, if it was there. One that can only be
/// initialized needs a value in the initializer: if any such member is missing, an object made without them says what it would be.
/// </remarks>
internal sealed class ObjectReading
{
    private readonly ObjectShape shape;
    private readonly NameScope locals = new(["reader"]);
    private readonly List<string> names;
    private readonly MemberReading reading;
    private readonly string value;

    public ObjectReading(ObjectShape shape, ValueCode values)
    {
        this.shape = shape;
        value = locals.Take("value");
        names = [.. shape.Members.Select(member => locals.Take(NameScope.CamelCase(member.Name)))];
        var members = shape.Members.Select((member, i) => new MemberReading.Member(
            member.JsonName,
            names[i],
            ValueCode.Declared(member.Use),
            member.Default ?? "default",
            values.Read(member.Use, "reader"),
            member.Presence == MemberPresence.Required) { FormerNames = member.FormerNames });
        reading = new MemberReading([.. members], "reader", locals);
    }

    // Members that get their value whenever the object is made, since it is known then.
    private IEnumerable<string> KnownInitializers => Indexes(IsKnown).Select(i => $"{Member(i)} = {names[i]}");

    public void Emit(CodeWriter code, string method = "Read")
    {
        code.Open($"internal static {shape.Name} {method}(ref PayloadReader reader)");
        reading.Emit(code);
        var initializers = KnownInitializers.Concat(LateInitializers(code)).ToList();
        var late = Indexes(i => shape.Members[i].Assignment == MemberAssignment.Set && !IsKnown(i)).ToList();
        if (late.Count == 0) code.Line($"return {New(initializers)};");
        else EmitSetters(code, initializers, late);
        code.Close();
    }

    private List<string> LateInitializers(CodeWriter code)
    {
        var late = Indexes(i => shape.Members[i].Assignment == MemberAssignment.Init && !IsKnown(i)).ToList();
        if (late.Count == 0) return [];

        var unset = locals.Take("unset");
        code.Line($"var {unset} = {string.Join(" && ", late.Select(reading.WasSeen))} ? default : {New(KnownInitializers)};");
        foreach (var i in late.Where(MustNotBeNull))
            code.Line($"if (!({reading.WasSeen(i)}) && {unset}.{Member(i)} is null) throw reader.Lacks({CSharpNames.Literal(shape.Members[i].JsonName)});");
        return [.. late.Select(i => $"{Member(i)} = {reading.WasSeen(i)} ? {names[i]} : {unset}.{Member(i)}")];
    }

    private void EmitSetters(CodeWriter code, IEnumerable<string> initializers, List<int> late)
    {
        code.Line($"var {value} = {New(initializers)};");
        foreach (var i in late)
        {
            code.Line($"if ({reading.WasSeen(i)}) {value}.{Member(i)} = {names[i]};");
            if (MustNotBeNull(i)) code.Line($"else if ({value}.{Member(i)} is null) throw reader.Lacks({CSharpNames.Literal(shape.Members[i].JsonName)});");
        }

        code.Line($"return {value};");
    }

    private string New(IEnumerable<string> initializers)
    {
        var arguments = string.Join(", ", shape.Constructor.Select(i => names[i]));
        var assignments = string.Join(", ", initializers);
        return $"new {shape.Name}({arguments})" + (assignments.Length == 0 ? "" : " { " + assignments + " }");
    }

    private bool IsKnown(int index) => shape.Members[index] switch
    {
        { Assignment: MemberAssignment.Constructor } => false,
        { Assignment: MemberAssignment.Required or MemberAssignment.ConstructorAndRequired } => true,
        { Presence: MemberPresence.Required } => true,
        _ => false,
    };

    private bool MustNotBeNull(int index) => shape.Members[index].Presence == MemberPresence.OptionalNotNull;

    private string Member(int index) => CSharpNames.Escape(shape.Members[index].Name);

    private IEnumerable<int> Indexes(Func<int, bool> condition) => Enumerable.Range(0, shape.Members.Count).Where(condition);
}
