using MerClip.Data.Pickle;

namespace MerClip.Data.Formats.Layouts;

/// <summary>A way to lay a data set out in dictionaries and arrays. <see cref="CorpusLayouts"/> lists them.</summary>
interface ICorpusLayout
{
    /// <summary>Whose it is.</summary>
    string Name { get; }

    /// <summary>Whether a dictionary of splits has this layout.</summary>
    bool Fits(PickleDictionary root);

    /// <summary>The same data in MMSA's layout (see <see cref="MmsaReader"/>); arrays are shared, not copied.</summary>
    /// <param name="root">A dictionary that fits.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InputException">Something in it is not as the layout has it.</exception>
    PickleDictionary ToMmsa(PickleDictionary root, string file);
}
