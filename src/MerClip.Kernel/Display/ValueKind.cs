using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MerClip.Kernel.Display;

/// <summary>
/// What a value is to the display. Members are walked only for plain data: records, anonymous types, and classes that
/// say nothing of themselves in ToString and hold no resources. Everything else is asked for its text.
/// </summary>
static class ValueKind
{
    public static bool IsScalar(object value) => value is string or IFormattable or bool or char or Type or Delegate or Enum;

    public static bool IsSequence(object value) => value is IEnumerable && !IsScalar(value) && !HasOwnText(value.GetType());

    public static bool IsPlainData(object value)
    {
        var type = value.GetType();
        if (IsScalar(value) || value is IDisposable or IEnumerable or Exception or ITuple or Pointer) return false;
        return IsRecord(type) || !HasOwnText(type) && type.Namespace?.StartsWith("System") != true;
    }

    static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is not null
        || type.Name.StartsWith("<>f__AnonymousType");

    static bool HasOwnText(Type type)
    {
        var declaring = type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType;
        return declaring != typeof(object) && declaring != typeof(ValueType);
    }

    /// <summary>The readable public members of plain data, with their values; a getter that throws shows what it threw.</summary>
    public static IEnumerable<(string Name, object? Value)> MembersOf(object value)
    {
        var type = value.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            if (property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
                yield return (property.Name, Read(() => property.GetValue(value)));
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            yield return (field.Name, Read(() => field.GetValue(value)));
    }

    static object? Read(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            return $"({e.InnerException.GetType().Name}: {e.InnerException.Message})";
        }
    }
}
