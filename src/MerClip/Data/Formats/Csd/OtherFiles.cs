using System.Reflection;
using PureHDF;
using PureHDF.VOL.Native;

namespace MerClip.Data.Formats.Csd;

/// <summary>Whether something in an HDF5 file is really in another: HDF5 can link to other files, and take any file's bytes
/// for its numbers. A data set that does is after somebody's files.</summary>
static class OtherFiles
{
    const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    // The library follows such references without asking, and shows only here that it would.
    static readonly PropertyInfo External = typeof(NativeDataset).GetProperty("InternalExternalFileList", Hidden)!;
    static readonly PropertyInfo Context = typeof(NativeObject).GetProperty("Context", Hidden)!;

    /// <summary>Refuses what is elsewhere.</summary>
    /// <param name="file">The file.</param>
    /// <param name="found">What was found in it.</param>
    /// <exception cref="InvalidDataException">It is in another file.</exception>
    public static T Require<T>(NativeFile file, T found) where T : IH5Object
    {
        bool elsewhere = found is not NativeObject here || !ReferenceEquals(Context.GetValue(here), Context.GetValue(file))
            || found is NativeDataset dataset && (External.GetValue(dataset) is not null
                || dataset.Layout.Class == H5DataLayoutClass.VirtualStorage);
        return elsewhere ? throw new InvalidDataException("it is in another file, which a data set has no business with") : found;
    }
}
