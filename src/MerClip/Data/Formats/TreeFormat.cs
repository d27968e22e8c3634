using MerClip.Data.Formats.Layouts;
using MerClip.Data.Pickle;

namespace MerClip.Data.Formats;

/// <summary>A container of named arrays. What it holds becomes one tree of dictionaries, lists and arrays, whatever the
/// container, and its layout is found in the tree: so every layout is read from every container.</summary>
abstract class TreeFormat : ICorpusFormat
{
    public abstract string Name { get; }

    public abstract bool Starts(ReadOnlySpan<byte> head);

    /// <inheritdoc cref="ICorpusFormat.StartsFolder"/>
    public virtual bool StartsFolder(string folder) => false;

    /// <summary>Whether a file that starts so holds splits: checkpoints come in some of the containers too.</summary>
    public virtual bool HoldsData(string path) => true;

    /// <summary>Reads a file, or a folder that <see cref="StartsFolder"/> takes.</summary>
    public virtual CorpusTree Tree(string path) => TreeOf(Load(path), path);

    public Corpus Read(string path) => MmsaReader.Read(Tree(path).Root, System.IO.Path.GetFileName(path));

    /// <summary>The content as <see cref="PickleReader"/> describes values, in the layout of the file.</summary>
    protected abstract object? Load(string path);

    /// <summary>The tree of a file's content.</summary>
    protected CorpusTree TreeOf(object? content, string path)
    {
        CorpusTree tree = CorpusLayouts.Of(content, System.IO.Path.GetFileName(path));
        return tree with { Format = $"{tree.Format} {Name}" };
    }
}
