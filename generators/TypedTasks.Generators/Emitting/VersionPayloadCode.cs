using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the serializers of the records of one version.</summary>
internal static class VersionPayloadCode
{
    public static void Emit(CodeWriter code, PayloadVersion version)
    {
        foreach (var type in version.Objects.Prepend(version.Parameters))
        {
            code.Line();
            Emit(code, type, version);
        }
    }

    private static void Emit(CodeWriter code, VersionObject type, PayloadVersion version)
    {
        FileHeader.MarkPlumbing(code);
        code.Open($"internal static class {GeneratedNames.Payload(type.Shape.Name)}");
        var members = new NameScope(["Write", "Read"]);
        var names = type.Shape.Members.Select(member => members.Take(member.Name + "Name")).ToList();
        var values = new ValueCode(version.Types, members);
        for (var i = 0; i < names.Count; i++)
            code.Line($"private static readonly JsonEncodedText {names[i]} = PayloadWriter.EncodeName({CSharpNames.Literal(type.Shape.Members[i].JsonName)});");
        if (names.Count > 0) code.Line();

        EmitWrite(code, type, names, values);
        code.Line();
        new ObjectReading(type.Shape, values).Emit(code);
        values.Methods(code);
        code.Close();
    }

    private static void EmitWrite(CodeWriter code, VersionObject type, List<string> names, ValueCode values)
    {
        code.Open($"internal static void Write(PayloadWriter writer, {type.Shape.Name} value)");
        code.Line("writer.NotNull(value);");
        code.Line("writer.BeginObject();");
        var locals = new NameScope(["writer", "value"]);
        for (var i = 0; i < names.Count; i++)
        {
            var member = type.Shape.Members[i];
            var path = "value." + CSharpNames.Escape(member.Name);
            var isLeftOut = type.LeftOut.Contains(i);
            if (isLeftOut) code.Open($"if ({path} is not null)");
            code.Line($"writer.Member({names[i]});");
            values.Write(code, member.Use, path, locals, "writer");
            if (isLeftOut) code.Close();
        }

        code.Line("writer.EndObject();");
        code.Close();
    }
}
