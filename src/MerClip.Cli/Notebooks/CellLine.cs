namespace MerClip.Cli.Notebooks;

/// <summary>Which cell of a notebook runs: a line on stderr that moves on a terminal; elsewhere one line a notebook.</summary>
/// <param name="notebook">The notebook's name.</param>
sealed class CellLine(string notebook)
{
    static readonly Lock Drawing = new();

    /// <summary>A cell starts.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">How many cells of code there are.</param>
    public void Show(int number, int total)
    {
        lock (Drawing)
        {
            if (!Console.IsErrorRedirected) Console.Error.Write($"\r\e[K{notebook}: cell {number} of {total} ");
            else if (number == 1) Console.Error.WriteLine($"{notebook}: runs its {total} cells");
        }
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        lock (Drawing)
            if (!Console.IsErrorRedirected) Console.Error.Write("\r\e[K");
    }
}
