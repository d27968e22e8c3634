using System.Diagnostics;
using System.Net;
using System.Reflection;

namespace MerClip.Kernel.Display;

/// <summary>An exception as a notebook shows it: what was thrown, and the way to it through cells and libraries.</summary>
static class ExceptionText
{
    const int MostFrames = 12;

    /// <summary>The exception that the user's code threw, out of the wrappers that running it adds.</summary>
    public static Exception Innermost(Exception e)
    {
        while (e is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && e.InnerException is { } inner)
            e = inner;
        return e;
    }

    public static string Title(Exception e) => $"{e.GetType().FullName}: {Message(e)}";

    /// <summary>The message without the native frames that libtorch appends to its own.</summary>
    public static string Message(Exception e) => string.Join('\n', e.Message.Split('\n')
        .Where(l => !l.StartsWith("frame #") && !l.StartsWith("Exception raised from "))).TrimEnd();

    /// <summary>The title and the frames, innermost call first, with what caused it after that.</summary>
    public static IEnumerable<string> Lines(Exception e)
    {
        yield return Title(e);
        foreach (string frame in Frames(e)) yield return $"   at {frame}";
        if (e.InnerException is not { } inner) yield break;
        yield return "caused by:";
        foreach (string line in Lines(inner)) yield return line;
    }

    public static string Html(Exception e) => $"<pre>{WebUtility.HtmlEncode(string.Join('\n', Lines(e)))}</pre>";

    static IEnumerable<string> Frames(Exception e)
    {
        var frames = new StackTrace(e, fNeedFileInfo: true).GetFrames()
            .TakeWhile(f => f.GetMethod() is not { } m || m.Module.Assembly != typeof(ExceptionText).Assembly)
            .Where(IsOfInterest).Select(Text).ToList();
        foreach (string frame in frames.Take(MostFrames)) yield return frame;
        if (frames.Count > MostFrames) yield return $"… ({frames.Count - MostFrames} more frames)";
    }

    static bool IsOfInterest(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method) return false;
        string space = method.DeclaringType?.Namespace ?? "";
        return method.GetCustomAttribute<StackTraceHiddenAttribute>() is null
            && method.DeclaringType?.GetCustomAttribute<StackTraceHiddenAttribute>() is null
            && space is not ("System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices")
            && method is not { Name: "<Factory>" };
    }

    static string Text(StackFrame frame)
    {
        var method = frame.GetMethod()!;
        string place = frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : "";
        if (method is { Name: "MoveNext", DeclaringType: { } machine } && machine.Name.StartsWith('<'))
            return machine.Name.Split('<', '>') is [_, { Length: > 0 } written, ..]
                ? Name(machine.DeclaringType, written) + place
                : place.Replace(" in ", ""); // the cell's own code
        string parameters = string.Join(", ", method.GetParameters().Select(p => TypeNames.Of(p.ParameterType)));
        string name = method.Name.StartsWith('<') ? "lambda" : method.Name;
        return Name(method.DeclaringType, $"{name}({parameters})") + place;
    }

    static string Name(Type? type, string method)
    {
        while (type is not null && type.Name.StartsWith('<')) type = type.DeclaringType;
        return type is null or { Name: "Script" } ? method : $"{TypeNames.Of(type)}.{method}";
    }
}
