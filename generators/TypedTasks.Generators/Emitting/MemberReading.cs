using System.Globalization;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the loop that reads the members of a JSON object into locals, in any order; the reader refuses repeated and missing ones.</summary>
internal sealed class MemberReading(IReadOnlyList<MemberReading.Member> members, string reader, NameScope locals)
{
    private readonly string member = locals.Take("member");

    /// <summary>A member that is read.</summary>
    /// <param name="JsonName">Its name in JSON.</param>
    /// <param name="Local">The local that takes its value.</param>
    /// <param name="Type">The local's type.</param>
    /// <param name="Initial">What the local holds if the member is missing, in C#.</param>
    /// <param name="Read">The expression that reads it.</param>
    /// <param name="IsRequired">Whether it must be there.</param>
    internal sealed record Member(string JsonName, string Local, string Type, string Initial, string Read, bool IsRequired)
    {
        /// <summary>Other names under which JSON may have it; only one of all may be there.</summary>
        public EquatableArray<string> FormerNames { get; init; }
    }

    public void Emit(CodeWriter code)
    {
        foreach (var member in members) code.Line($"{member.Type} {member.Local} = {member.Initial};");
        code.Line($"ObjectMembers {member} = default;");
        var next = $"while ({reader}.Next({MemberNames.Of(members)}u8, ref {member}))";
        if (members.Count == 0) code.Line(next + " { }");
        else EmitLoop(code, next);
        code.Line();
    }

    /// <summary>The condition that the member at a position was there.</summary>
    public string WasSeen(int index) => $"{member}.Has({Number(index)})";

    private void EmitLoop(CodeWriter code, string next)
    {
        code.Open(next);
        code.Open($"switch ({member}.Index)");
        for (var i = 0; i < members.Count; i++) code.Line($"case {Number(i)}: {members[i].Local} = {members[i].Read}; break;");
        code.Close();
        code.Close();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
