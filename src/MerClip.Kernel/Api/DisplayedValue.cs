using MerClip.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value on show, which can be replaced.</summary>
public sealed class DisplayedValue
{
    readonly string id;
    readonly string[] mimeTypes;

    internal DisplayedValue(string id, string[] mimeTypes)
    {
        this.id = id;
        this.mimeTypes = mimeTypes;
    }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? value) => CellScope.Current?.Update(BundleMaker.Make(value, mimeTypes), id);
}
