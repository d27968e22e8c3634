using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>Finds the layout of a data set in its content.</summary>
static class CorpusLayouts
{
    /// <summary>A new layout is one line here.</summary>
    static readonly ICorpusLayout[] Layouts = [new MultLayout(), new TailorLayout(), new MisaLayout()];

    /// <summary>The content in MMSA's layout, and the name of the layout that it had.</summary>
    /// <param name="content">What a file holds.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InputException">Something in it is not as its layout has it.</exception>
    public static CorpusTree Of(object? content, string file)
    {
        if (MisaLayout.IsSplit(content))
            throw new InputException($"{file}: holds one split, a list of segments; "
                + "give the folder that has train.pkl, dev.pkl and test.pkl");
        if (content is not PickleDictionary dictionary) return new CorpusTree(content, "MMSA");
        PickleDictionary root = SplitNames.Renamed(NestedNames.Of(dictionary));
        return Array.Find(Layouts, l => l.Fits(root)) is { } layout
            ? new CorpusTree(layout.ToMmsa(root, file), layout.Name)
            : new CorpusTree(root, "MMSA");
    }
}
