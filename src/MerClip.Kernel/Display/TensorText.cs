using System.Collections;
using System.Reflection;

namespace MerClip.Kernel.Display;

/// <summary>
/// A tensor by its shape, type, device and some of its values. A tensor is whatever has a shape, a dtype and a device
/// and must be disposed of; matched by name, so that no tensor library is referenced. Its properties are never walked:
/// each one makes further tensors.
/// </summary>
static class TensorText
{
    const int MostPerDimension = 6;

    public static string? Of(object value)
    {
        var type = value.GetType();
        if (value is not IDisposable || type.GetProperty("shape") is not { } shapeOf || type.GetProperty("dtype") is not { } dtypeOf
            || type.GetProperty("device") is not { } deviceOf) return null;
        try
        {
            long[] shape = [.. ((IEnumerable)shapeOf.GetValue(value)!).Cast<object>().Select(Convert.ToInt64)];
            string summary = $"Tensor [{string.Join(", ", shape)}] {dtypeOf.GetValue(value)} {deviceOf.GetValue(value)}";
            return $"{summary}\n{Values(value, shape)}".TrimEnd();
        }
        catch (Exception e) when (e is TargetInvocationException or InvalidCastException)
        {
            return $"Tensor ({(e.InnerException ?? e).Message.Split('\n')[0]})"; // disposed of, most likely
        }
    }

    /// <summary>The first values along each dimension; nothing where the library has other names for that.</summary>
    static string Values(dynamic tensor, long[] shape)
    {
        var made = new List<IDisposable>();
        try
        {
            dynamic part = tensor;
            for (int d = 0; d < shape.Length; d++)
            {
                if (shape[d] <= MostPerDimension) continue;
                part = part.narrow(d, 0L, (long)MostPerDimension);
                made.Add(part);
            }
            string text = Text(part);
            return made.Count > 0 ? text + "\n… (first values along each dimension)" : text;
        }
        catch (Exception e) when (e is Microsoft.CSharp.RuntimeBinder.RuntimeBinderException or MissingMethodException)
        {
            return "";
        }
        finally
        {
            foreach (var temporary in made) temporary.Dispose();
        }
    }

    /// <summary>The library's own text of the values, laid out as NumPy does where it can be asked to.</summary>
    static string Text(object tensor)
    {
        foreach (var method in tensor.GetType().GetMethods().Where(m => m.Name == "ToString"))
        {
            var parameters = method.GetParameters();
            if (parameters is not [{ ParameterType.IsEnum: true } style, ..] || !Enum.TryParse(style.ParameterType, "Numpy", out object? numpy))
                continue;
            object?[] arguments = [numpy, .. parameters.Skip(1).Select(_ => Type.Missing)];
            return (string)method.Invoke(tensor, BindingFlags.OptionalParamBinding, null, arguments, null)!;
        }
        return "";
    }
}
