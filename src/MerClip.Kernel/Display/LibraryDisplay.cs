using System.Collections.Concurrent;

namespace MerClip.Kernel.Display;

/// <summary>
/// Lets a library show progress, or anything else that changes, without referencing the kernel: it takes
/// <c>AppContext.GetData("NotebookDisplay")</c> as an <c>Action&lt;string, string, string&gt;</c> of id, MIME type and
/// content. An id that is new is shown under the running cell; from then on it is updated in place. Elsewhere than in a
/// notebook there is no such data, and the library writes to the console.
/// </summary>
static class LibraryDisplay
{
    const string Name = "NotebookDisplay";

    static readonly ConcurrentDictionary<string, bool> Shown = new();

    public static void Install() => AppContext.SetData(Name, (Action<string, string, string>)Show);

    static void Show(string id, string mimeType, string content)
    {
        var bundle = MimeBundle.Of(mimeType, content);
        if (mimeType != MimeBundle.Plain) bundle[MimeBundle.Plain] = MimeBundle.WellFormed(BundleMaker.TextOf(content));
        if (Shown.TryAdd(id, true)) CellScope.Current?.Display(bundle, id);
        else CellScope.Current?.Update(bundle, id);
    }
}
