namespace MerClip.Data.Pickle;

/// <summary>The names that a pickle may mention. Each stands for something that the reader itself does; nothing is looked
/// up, loaded or called by name.</summary>
enum PickleGlobal
{
    Reconstruct,
    FromBuffer,
    NdArray,
    DType,
    Scalar,
    Encode,
    Bytes,
    OrderedDict,
}
