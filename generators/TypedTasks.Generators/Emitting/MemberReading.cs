using System.Globalization;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the loop that reads the members of a JSON object into locals, in any order, and refuses repeated and missing ones.</summary>
internal sealed class MemberReading(IReadOnlyList<MemberReading.Member> members, string reader, NameScope locals)
{
    private const int BitsPerLocal = 64;

    private readonly List<string> seen = [.. Enumerable.Range(0, (members.Count + BitsPerLocal - 1) / BitsPerLocal).Select(_ => locals.Take("seen"))];

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
        foreach (var bits in seen) code.Line($"ulong {bits} = 0;");
        code.Line($"{reader}.BeginObject();");
        if (members.Count == 0) code.Line($"while ({reader}.NextMember()) {reader}.SkipMember();");
        else EmitLoop(code);
        for (var group = 0; group < seen.Count; group++) EmitRequirement(code, group);
    }

    /// <summary>The condition that the member at a position was there.</summary>
    public string WasSeen(int index) => $"({seen[index / BitsPerLocal]} & {Bit(index)}) != 0";

    private void EmitLoop(CodeWriter code)
    {
        code.Open($"while ({reader}.NextMember())");
        for (var i = 0; i < members.Count; i++)
            code.Line($"{(i == 0 ? "" : "else ")}if ({string.Join(" || ", members[i].FormerNames.Prepend(members[i].JsonName).Select(name => Meets(name, i)))}) {members[i].Local} = {members[i].Read};");
        code.Line($"else {reader}.SkipMember();");
        code.Close();
        code.Line();
    }

    private string Meets(string name, int index) => $"{reader}.Member({CSharpNames.Literal(name)}u8, {Bit(index)}, ref {seen[index / BitsPerLocal]})";

    private void EmitRequirement(CodeWriter code, int group)
    {
        var inGroup = members.Skip(group * BitsPerLocal).Take(BitsPerLocal).ToList();
        var required = inGroup.Select((member, bit) => member.IsRequired ? 1UL << bit : 0).Aggregate(0UL, (all, bit) => all | bit);
        if (required == 0) return;

        var bits = required.ToString(CultureInfo.InvariantCulture);
        var names = string.Join("\n", inGroup.Select(member => member.JsonName.Replace('\n', ' ')));
        code.Line($"{reader}.Require({seen[group]}, {bits}, {CSharpNames.Literal(names)});");
    }

    private static string Bit(int index) => (1UL << (index % BitsPerLocal)).ToString(CultureInfo.InvariantCulture);
}
