namespace MerClip.Checkpoints;

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">The element of the storage that it begins with.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">How many elements of the storage neighbours along each dimension are apart.</param>
sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>How many elements.</summary>
    public long Count => Shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>How many elements of the storage lie between its first and its last, both included.</summary>
    public long Span => Count == 0 ? 0 : 1 + Shape.Select((size, d) => (size - 1) * Strides[d]).Sum();

    /// <summary>Whether its elements lie one after the other in the storage, row-major.</summary>
    public bool IsContiguous
    {
        get
        {
            long stride = 1;
            for (int d = Shape.Length - 1; d >= 0; stride *= Shape[d--])
                if (Shape[d] != 1 && Strides[d] != stride) return false;
            return true;
        }
    }

    /// <summary>What is wrong with it; null if nothing is. Sizes are checked so that nothing here can overflow later.</summary>
    public string? Problem()
    {
        if (Shape.Length != Strides.Length || Shape.Length > 64) return "has a shape and strides that do not fit";
        if (Offset < 0 || Shape.Any(n => n < 0) || Strides.Any(n => n < 0)) return "has a negative size";
        bool empty = Shape.Contains(0);
        Int128 count = 1, last = Offset;
        for (int d = 0; d < Shape.Length; d++)
        {
            // A 0 counts as 1, since sizes are multiplied into strides.
            count *= Math.Max(1, Shape[d]);
            last += (Int128)Math.Max(0, Shape[d] - 1) * Strides[d];
            if (count > long.MaxValue) return "has an impossible size";
            if (!empty && count > Storage.Count) return $"has more elements than its storage, which has {Storage.Count}";
        }
        return !empty && last >= Storage.Count ? $"reaches beyond its storage, which has {Storage.Count} elements" : null;
    }
}
