using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class NaturalOrderTests
{
    [Fact]
    public void Order_NumbersInNames_CompareAsNumbers()
    {
        string[] names = ["p10", "p2", "p1", "q1", "p2a", "10", "9", "p01", "p123456789012345678901234567890"];

        Assert.Equal(["9", "10", "p01", "p1", "p2", "p2a", "p10", "p123456789012345678901234567890", "q1"], names.Order(NaturalOrder.Instance));
    }

    [Fact]
    public void Compare_AnyThree_IsAnOrder()
    {
        string[] names = ["", "0", "00", "a", "a0", "a00", "a0b", "a1", "1a", "01a", "-1", "10", "1-0", "1_0"];
        foreach (string x in names)
        {
            foreach (string y in names)
            {
                Assert.Equal(Math.Sign(NaturalOrder.Instance.Compare(x, y)), -Math.Sign(NaturalOrder.Instance.Compare(y, x)));
                Assert.Equal(x == y, NaturalOrder.Instance.Compare(x, y) == 0);
                Assert.All(names, z => Assert.False(Less(x, y) && Less(y, z) && !Less(x, z)));
            }
        }

        static bool Less(string a, string b) => NaturalOrder.Instance.Compare(a, b) < 0;
    }
}
