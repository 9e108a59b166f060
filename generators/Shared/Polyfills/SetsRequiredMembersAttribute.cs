using System.ComponentModel;

namespace System.Diagnostics.CodeAnalysis;

/// <summary>Lets netstandard2.0 code have records with required members.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
