namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Rows to train with and rows to test with.</summary>
    public struct TrainTestData
    {
        /// <summary>The rows to train with.</summary>
        public readonly IDataView TrainSet;

        /// <summary>The rows to test with.</summary>
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
