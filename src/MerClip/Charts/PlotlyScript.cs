namespace MerClip.Charts;

/// <summary>plotly.js, which travels in the assembly of Plotly.NET, so that pages with charts need no network.</summary>
public static class PlotlyScript
{
    /// <summary>The script, some 3.5 MB, as it may stand in a page's script element.</summary>
    public static string Text { get; } = Read();

    static string Read()
    {
        var assembly = typeof(Plotly.NET.GenericChart).Assembly;
        string name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Replace("</script", "<\\/script");
    }
}
