using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the methods that find out which type a value of a base class or interface has, and hand it on.</summary>
internal static class UnionCode
{
    public static void Emit(CodeWriter code, PayloadType type, UnionShape union)
    {
        EmitWrite(code, type, union);
        code.Line();
        EmitRead(code, type, union);
    }

    private static void EmitWrite(CodeWriter code, PayloadType type, UnionShape union)
    {
        var name = type.Shape.Name;
        code.Open($"internal static void Write(PayloadWriter writer, {name} value)");
        code.Line("writer.NotNull(value);");
        foreach (var @case in union.Cases)
        {
            code.Open($"if (value.GetType() == typeof({@case.Type}))");
            code.Line($"writer.Discriminate({CSharpNames.Literal(union.Discriminator)}, {@case.Literal});");
            code.Line($"{Method(type, @case.Type, "Write")}(writer, ({@case.Type})value);");
            code.Line("return;");
            code.Close();
            code.Line();
        }

        if (!union.IsAbstract && union.Cases.All(@case => @case.Type != name)) code.Line("WriteExact(writer, value);");
        else code.Line($"throw writer.Unlisted<{name}>(value);");
        code.Close();
    }

    private static void EmitRead(CodeWriter code, PayloadType type, UnionShape union)
    {
        var discriminator = CSharpNames.Literal(union.Discriminator);
        code.Open($"internal static {type.Shape.Name} Read(ref PayloadReader reader)");
        code.Line(union.IsAbstract
            ? $"if (!reader.Discriminated({discriminator})) throw reader.LacksDiscriminator({discriminator});"
            : $"if (!reader.Discriminated({discriminator})) return ReadExact(ref reader);");
        foreach (var @case in union.Cases)
            code.Line($"if (reader.IsDiscriminator({@case.Literal})) return {Method(type, @case.Type, "Read")}(ref reader);");
        code.Line($"throw reader.UnknownDiscriminator();");
        code.Close();
    }

    // A type with derived types of its own is meant exactly here.
    private static string Method(PayloadType type, string derived, string verb)
    {
        var isUnion = derived == type.Shape.Name || type.Parts.OfType<ObjectShape>().Any(part => part.Name == derived && part.Union is not null);
        return (derived == type.Shape.Name ? "" : GeneratedNames.Payload(derived) + ".") + verb + (isUnion ? "Exact" : "");
    }
}
