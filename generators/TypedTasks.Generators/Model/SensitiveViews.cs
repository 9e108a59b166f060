using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>
/// Finds the sensitive places of a payload or result, as JSON has them: lists count as their elements, and where one of several types may stand,
/// what is sensitive in any of them is sensitive.
/// </summary>
internal sealed class SensitiveViews
{
    private readonly LockedVersion version;
    private readonly Dictionary<string, Draft> drafts = new(StringComparer.Ordinal);

    private SensitiveViews(LockedVersion version) => this.version = version;

    /// <summary>The views of the payload, the one at its root first; empty if nothing in it is sensitive.</summary>
    public static EquatableArray<SensitiveView> OfPayload(LockedVersion version)
    {
        var views = new SensitiveViews(version);
        var root = new Draft();
        Add(version.Parameters, root);
        views.Resolve(root);
        return views.Number(root);
    }

    /// <summary>The views of the result, the one at its root first; empty if nothing in it is sensitive.</summary>
    public static EquatableArray<SensitiveView> OfResult(LockedVersion version)
    {
        if (version.IsResultSensitive) return [new SensitiveView(IsWhole: true, [], Values: null)];
        if (version.Result is not { } result) return [];
        var views = new SensitiveViews(version);
        return views.Number(views.DraftOf([result]));
    }

    /// <summary>Whether anything in a task is sensitive, which is cheaper to tell than where.</summary>
    public static bool Has(TaskShape task)
        => task.IsResultSensitive
            || task.Parameters.Any(parameter => parameter.IsSensitive)
            || task.Types.OfType<ObjectShape>().Any(type => type.Members.Any(member => member.IsSensitive));

    private Draft DraftOf(IEnumerable<LockedUse> uses)
    {
        var objects = new SortedDictionary<string, LockedObject>(StringComparer.Ordinal);
        var values = new List<LockedUse>();
        foreach (var use in uses) Collect(use, objects, values);
        var key = string.Join("|", objects.Keys.Concat(values.Select(value => "map " + value).OrderBy(value => value, StringComparer.Ordinal)));
        if (drafts.TryGetValue(key, out var known)) return known;

        var draft = drafts[key] = new Draft();
        foreach (var type in objects.Values) Add(type.Members, draft);
        draft.ValueUses.AddRange(values);
        Resolve(draft);
        return draft;
    }

    private void Collect(LockedUse use, SortedDictionary<string, LockedObject> objects, List<LockedUse> values)
    {
        if (use.Kind is LockedUseKind.Dictionary && use.Element is { } value) values.Add(value);
        if (use.Kind is LockedUseKind.List or LockedUseKind.Set && use.Element is { } element) Collect(element, objects, values);
        if (use.Kind is not LockedUseKind.Value || version.Type(use.Name) is not LockedObject type || objects.ContainsKey(type.Name)) return;
        objects[type.Name] = type;
        foreach (var @case in type.Union?.Cases ?? []) Collect(LockedUse.Value(@case.Type), objects, values);
    }

    private static void Add(IEnumerable<LockedMember> members, Draft draft)
    {
        foreach (var member in members)
            foreach (var name in member.FormerNames.Prepend(member.Name))
            {
                if (!draft.Uses.TryGetValue(name, out var uses)) draft.Uses[name] = uses = [];
                uses.Add(member.Use);
                if (member.IsSensitive) draft.Whole.Add(name);
            }
    }

    // A key of a dictionary may be named like a member of another type that may stand there.
    private void Resolve(Draft draft)
    {
        foreach (var (name, uses) in draft.Uses.Select(pair => (pair.Key, pair.Value)))
            if (!draft.Whole.Contains(name)) draft.Parts[name] = DraftOf(uses.Concat(draft.ValueUses));
        if (draft.ValueUses.Count > 0) draft.Values = DraftOf(draft.ValueUses);
    }

    private EquatableArray<SensitiveView> Number(Draft root)
    {
        MarkLeading(root);
        if (!root.Leads) return [];
        var order = new List<Draft> { root };
        for (var i = 0; i < order.Count; i++)
            foreach (var next in order[i].Next)
                if (next.Leads && !order.Contains(next)) order.Add(next);
        return order.Select(draft => View(draft, order)).ToEquatableArray();
    }

    // Until nothing changes: types may contain themselves.
    private void MarkLeading(Draft root)
    {
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var draft in drafts.Values.Append(root))
            {
                if (draft.Leads || (draft.Whole.Count == 0 && !draft.Next.Any(next => next.Leads))) continue;
                draft.Leads = isChanged = true;
            }
        }
    }

    private static SensitiveView View(Draft draft, List<Draft> order)
    {
        var members = draft.Whole.Select(name => new SensitivePlace(name, Node: null))
            .Concat(draft.Parts.Where(part => part.Value.Leads).Select(part => new SensitivePlace(part.Key, order.IndexOf(part.Value))))
            .OrderBy(place => place.Name, StringComparer.Ordinal);
        return new SensitiveView(IsWhole: false, members.ToEquatableArray(), draft.Values is { Leads: true } values ? new SensitivePlace("", order.IndexOf(values)) : null);
    }

    /// <summary>What may stand at one place.</summary>
    private sealed class Draft
    {
        public SortedDictionary<string, List<LockedUse>> Uses { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Whole { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, Draft> Parts { get; } = new(StringComparer.Ordinal);

        public List<LockedUse> ValueUses { get; } = [];

        public Draft? Values { get; set; }

        public bool Leads { get; set; }

        public IEnumerable<Draft> Next => Values is null ? Parts.Values : Parts.Values.Append(Values);
    }
}
