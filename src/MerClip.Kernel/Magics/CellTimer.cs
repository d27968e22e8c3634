using System.Diagnostics;
using System.Globalization;
using MerClip.Kernel.Display;

namespace MerClip.Kernel.Magics;

/// <summary>Measures the rest of a cell from `#!time` on.</summary>
sealed class CellTimer
{
    readonly Stopwatch watch = Stopwatch.StartNew();

    public void Report(ICellOutput output) => output.Display(MimeBundle.Of(MimeBundle.Plain,
        string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.###} ms")), null);
}
