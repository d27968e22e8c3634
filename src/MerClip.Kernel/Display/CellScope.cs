namespace MerClip.Kernel.Display;

/// <summary>
/// Tells which cell the running code belongs to. It flows into tasks and threads that a cell starts, so that what they
/// write later still lands under that cell; threads that nobody started from a cell write under the newest one.
/// </summary>
static class CellScope
{
    static readonly AsyncLocal<ICellOutput?> Flowing = new();
    static ICellOutput? newest;

    public static ICellOutput? Current => Flowing.Value ?? Volatile.Read(ref newest);

    public static void Enter(ICellOutput output)
    {
        Flowing.Value = output;
        Volatile.Write(ref newest, output);
    }

    public static void Leave() => Flowing.Value = null;
}
