using System.Reflection;
using System.Runtime.Loader;

namespace MerClip.Kernel.Scripting;

/// <summary>The objects that hold the variables of all cells so far; each cell's code is given them by its place.</summary>
sealed class SubmissionState(AssemblyLoadContext context)
{
    object?[] submissions = new object?[64];
    int count = 1; // place 0 belongs to a host object, which there is none of

    /// <summary>Loads a compiled cell and gives what starts it.</summary>
    public Func<Task<object?>> Load(CompiledCell cell)
    {
        submissions[count] = null;
        if (cell.Image.Length == 0) return () => Task.FromResult<object?>(null); // only comments or usings
        if (count + 1 >= submissions.Length) Array.Resize(ref submissions, submissions.Length * 2);
        var entry = cell.Compilation.GetEntryPoint(default)!;
        var assembly = context.LoadFromStream(new MemoryStream(cell.Image), new MemoryStream(cell.Symbols));
        var factory = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        object?[] array = submissions;
        return () => factory(array);
    }

    /// <summary>Keeps the place that the last started cell took; without this the next cell takes it over.</summary>
    public void Accept()
    {
        if (submissions[count] is not null) count++;
    }

    /// <summary>Forgets what the last started cell left in its place.</summary>
    public void Discard() => submissions[count] = null;

    /// <summary>The object that the last started cell's variables are fields of.</summary>
    public object? Pending => submissions[count];
}
