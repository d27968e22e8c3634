using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace MerClip.Kernel.Display;

/// <summary>
/// Formatters that a library declares for its own types without referencing any notebook package: an attribute named
/// TypeFormatterSourceAttribute on the type names a class whose CreateTypeFormatters() gives objects that have a
/// MimeType and a Format(object, TextWriter). All of it is matched by name.
/// </summary>
static class AttributedFormatters
{
    static readonly ConcurrentDictionary<Type, (string MimeType, Func<object, TextWriter, bool> Write)[]> Cache = new();

    /// <summary>What the type's own formatter makes of a value; null where it declares none.</summary>
    public static string? Format(object value, string mimeType)
    {
        foreach (var (mime, write) in Cache.GetOrAdd(value.GetType(), Find))
        {
            if (mime != mimeType) continue;
            var writer = new StringWriter();
            if (write(value, writer)) return writer.ToString();
        }
        return null;
    }

    /// <summary>The forms that the type's own formatters give, preferred ones first.</summary>
    public static IEnumerable<string> MimeTypesFor(Type type) => Cache.GetOrAdd(type, Find).Select(f => f.MimeType).Distinct();

    static (string, Func<object, TextWriter, bool>)[] Find(Type type)
    {
        var lineage = Bases(type).Concat(type.GetInterfaces());
        object? attribute = lineage.SelectMany(t => t.GetCustomAttributes(inherit: false))
            .FirstOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null || Get(attribute, "FormatterSourceType") is not Type sourceType) return [];
        object? source = Activator.CreateInstance(sourceType, nonPublic: true);
        var create = sourceType.GetMethod("CreateTypeFormatters");
        if (create?.Invoke(source, null) is not IEnumerable formatters) return [];
        var found = formatters.Cast<object>().Select(Adapt).OfType<(string, Func<object, TextWriter, bool>)>().ToArray();
        string[] preferred = Get(attribute, "PreferredMimeTypes") as string[] ?? [];
        return preferred.Length == 0 ? found
            : [.. preferred.SelectMany(m => found.Where(f => f.Item1 == m)),
               .. found.Where(f => f.Item1 == MimeBundle.Plain && !preferred.Contains(f.Item1))];
    }

    static (string, Func<object, TextWriter, bool>)? Adapt(object formatter)
    {
        var format = formatter.GetType().GetMethods().FirstOrDefault(m => m.Name == "Format"
            && m.GetParameters() is [_, { ParameterType: var second }] && second.IsAssignableFrom(typeof(StringWriter)));
        if (format is null || Get(formatter, "MimeType") is not string mimeType) return null;
        return (mimeType, (value, writer) => Invoke(format, formatter, value, writer));
    }

    static bool Invoke(MethodInfo format, object formatter, object value, TextWriter writer)
    {
        try
        {
            return format.Invoke(formatter, [value, writer]) is not false;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    static IEnumerable<Type> Bases(Type? type)
    {
        for (; type is not null; type = type.BaseType) yield return type;
    }

    static object? Get(object of, string property) => of.GetType().GetProperty(property)?.GetValue(of);
}
