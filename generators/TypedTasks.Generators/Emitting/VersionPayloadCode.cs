using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the serializers of the records of one version.</summary>
internal static class VersionPayloadCode
{
    public static void Emit(CodeWriter code, PayloadVersion version, bool isObsolete)
    {
        foreach (var type in version.Objects.Prepend(version.Parameters))
        {
            code.Line();
            Emit(code, type, version, isObsolete);
        }
    }

    private static void Emit(CodeWriter code, VersionObject type, PayloadVersion version, bool isObsolete)
    {
        FileHeader.MarkPlumbing(code, isObsolete);
        code.Open($"internal static class {GeneratedNames.Payload(type.Shape.Name)}");
        var members = new NameScope(["Write", "Read"]);
        var values = new ValueCode(version.Types, members);
        EmitWrite(code, type, values);
        code.Line();
        new ObjectReading(type.Shape, values).Emit(code);
        values.Methods(code);
        code.Close();
    }

    private static void EmitWrite(CodeWriter code, VersionObject type, ValueCode values)
    {
        code.Open($"internal static void Write(PayloadWriter writer, {type.Shape.Name} value)");
        code.Line("writer.NotNull(value);");
        code.Line("writer.BeginObject();");
        var locals = new NameScope(["writer", "value"]);
        for (var i = 0; i < type.Shape.Members.Count; i++)
        {
            var member = type.Shape.Members[i];
            var path = "value." + CSharpNames.Escape(member.Name);
            var isLeftOut = type.LeftOut.Contains(i);
            if (isLeftOut) code.Open($"if ({path} is not null)");
            values.WriteMember(code, member.JsonName, member.Use, path, locals, "writer");
            if (isLeftOut) code.Close();
        }

        code.Line("writer.EndObject();");
        code.Close();
    }
}
