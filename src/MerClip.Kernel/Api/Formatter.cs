using MerClip.Kernel.Display;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>How values of a type are displayed, and how much of large ones. What is registered last wins.</summary>
public static class Formatter
{
    const int DefaultListLimit = 20, DefaultDepth = 6;

    static readonly List<(Type Type, string MimeType, Func<object, TextWriter, bool> Write)> Registered = [];
    static readonly Dictionary<Type, string[]> Preferred = [];

    /// <summary>How many items of a sequence are shown.</summary>
    public static int ListExpansionLimit { get; set; } = DefaultListLimit;

    /// <summary>How deep nested values are shown.</summary>
    public static int RecursionLimit { get; set; } = DefaultDepth;

    /// <summary>Writes values of type T by a function that gives their text.</summary>
    public static void Register<T>(Func<T, string> format, string mimeType = MimeBundle.Plain) =>
        Register<T>((value, writer) => writer.Write(format(value)), mimeType);

    /// <summary>Writes values of type T by an action on a writer.</summary>
    public static void Register<T>(Action<T, TextWriter> format, string mimeType = MimeBundle.Plain) =>
        Register(typeof(T), (value, writer) => format((T)value, writer), mimeType);

    /// <summary>Writes values of a type, which may be an open generic one, by an action on a writer.</summary>
    public static void Register(Type type, Action<object, TextWriter> format, string mimeType = MimeBundle.Plain)
    {
        lock (Registered)
            Registered.Insert(0, (type, mimeType, (value, writer) =>
            {
                format(value, writer);
                return true;
            }));
    }

    /// <summary>Says in which forms, and no other, values of a type are shown.</summary>
    public static void SetPreferredMimeTypesFor(Type type, params string[] mimeTypes)
    {
        lock (Registered) Preferred[type] = mimeTypes;
    }

    /// <summary>Forgets what was registered.</summary>
    public static void ResetToDefault()
    {
        lock (Registered)
        {
            Registered.Clear();
            Preferred.Clear();
        }
        ListExpansionLimit = DefaultListLimit;
        RecursionLimit = DefaultDepth;
    }

    internal static string[]? PreferredFor(Type type)
    {
        lock (Registered)
            return Lineage(type).Select(t => Preferred.GetValueOrDefault(t)).FirstOrDefault(m => m is not null);
    }

    /// <summary>What a registered formatter makes of the value; null where none is registered for its type.</summary>
    internal static string? Format(object value, string mimeType)
    {
        (Type Type, string MimeType, Func<object, TextWriter, bool> Write)[] candidates;
        lock (Registered)
        {
            if (Registered.Count == 0) return null;
            candidates = [.. Registered.Where(r => r.MimeType == mimeType)];
        }
        foreach (var type in Lineage(value.GetType()))
            foreach (var (registered, _, write) in candidates)
            {
                if (registered != type && !(type.IsGenericType && type.GetGenericTypeDefinition() == registered)) continue;
                var writer = new StringWriter();
                if (write(value, writer)) return writer.ToString();
            }
        return null;
    }

    /// <summary>A type, its bases up to but not including object, its interfaces, and object last.</summary>
    static IEnumerable<Type> Lineage(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object); t = t.BaseType) yield return t;
        foreach (var i in type.GetInterfaces()) yield return i;
        yield return typeof(object);
    }
}
