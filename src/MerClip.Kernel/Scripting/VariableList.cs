using System.Reflection;
using System.Runtime.CompilerServices;

namespace MerClip.Kernel.Scripting;

/// <summary>The variables that cells have declared, the newest of each name.</summary>
sealed class VariableList
{
    readonly Dictionary<string, (FieldInfo Field, object Holder)> byName = [];

    public IEnumerable<(string Name, Type Type, object? Value)> All =>
        byName.OrderBy(v => v.Key).Select(v => (v.Key, v.Value.Field.FieldType, v.Value.Field.GetValue(v.Value.Holder)));

    public void Add(object? submission)
    {
        foreach (var field in FieldsOf(submission)) byName[field.Name] = (field, submission!);
    }

    /// <summary>Whether a submission that failed half-way hides a variable behind one that never got a value.</summary>
    public bool WouldHide(object? submission) =>
        FieldsOf(submission).Any(f => byName.ContainsKey(f.Name) && IsDefault(f.GetValue(submission), f.FieldType));

    static bool IsDefault(object? value, Type type) =>
        value is null || type.IsValueType && value.Equals(RuntimeHelpers.GetUninitializedObject(type));

    static IEnumerable<FieldInfo> FieldsOf(object? submission) =>
        submission?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).Where(f => !f.Name.Contains('<')) ?? [];
}
