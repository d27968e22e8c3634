namespace MerClip.Kernel.Scripting;

/// <summary>Why a cell failed, as the protocol's error messages say it.</summary>
sealed record CellFailure(string Name, string Value, IReadOnlyList<string> Traceback)
{
    public static CellFailure Of(string name, string text) =>
        new(name, text.Split('\n')[0], text.Split('\n'));
}
