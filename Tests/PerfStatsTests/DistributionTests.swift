import PerfStats
import TestCorpus
import Testing

/// Expected values not marked otherwise were computed with mpmath at 50 digits.
@Suite struct DistributionTests {
  @Test(arguments: [
    (0.5, 0.691462461274013104, 0.308537538725986896),
    (1, 0.841344746068542949, 0.158655253931457051),
    (1.96, 0.975002104851779564, 0.0249978951482204362),
    (3, 0.998650101968369905, 0.00134989803163009453),
    (8, 0.999999999999999378, 6.22096057427178412e-16),
    (-2.5, 0.00620966532577613517, 0.993790334674223865),
    (-10, 7.61985302416052607e-24, 1),
    (-30, 4.90671392714818706e-198, 1),
  ])
  func normalTails(z: Double, cumulative: Double, upperTail: Double) {
    // The rounding of z/√2 costs z² units in the last place.
    #expect(agree(NormalDistribution.cumulative(z), cumulative))
    #expect(agree(NormalDistribution.upperTail(z), upperTail))
    #expect(NormalDistribution.cumulative(-z) == NormalDistribution.upperTail(z))
  }

  @Test(arguments: [
    (0.5001, 0.000250662830088007492), (0.6, 0.253347103135799741), (0.8, 0.841621233572914364),
    (0.9, 1.28155156554460059), (0.95, 1.64485362695147228), (0.975, 1.95996398454005386),
    (0.995, 2.57582930354890045), (0.9999, 3.71901648545570839), (0.02, -2.05374891063182304),
    (0.075, -1.43953147093845593), (0.925, 1.43953147093845623),
    (1e-5, -4.26489079392282461), (1e-12, -7.03448382530113193), (1e-100, -21.2734535609653243),
    (1e-300, -37.0470962993611992),
  ])
  func normalQuantile(p: Double, z: Double) {
    #expect(agree(NormalDistribution.quantile(p), z, relative: 1e-15, absolute: 1e-18))
  }

  @Test func normalQuantileAtAndBeyondTheEnds() {
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    for p in [-0.1, 1.1, .nan, .infinity] { #expect(NormalDistribution.quantile(p).isNaN) }
    #expect(NormalDistribution.cumulative(.nan).isNaN)
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.upperTail(-.infinity) == 1)
  }

  @Test(arguments: [
    (0.001, 1, 0.497930861224631625), (0.001, 1e100, 0.395520640903778807),
    (0.5, 3, 0.183654077992971724), (1, 1e10, 3.18309886183790672e-11),
    (2.5, 0.01, 0.496381997178954129), (3, 2.5, 0.0438533235040327736),
    (4.671280276816608, 0.8485281374238571, 0.218725822947439493), (10, 2, 0.0366940173853701828),
    (17.86, 4.72, 0.000087111260958169683), (39.9, 3, 0.0023178201763170221),
    (40.1, 3, 0.00231233493520743422), (100, 12, 2.19754385780218907e-21),
    (1000, 1.7, 0.044720943479620021), (1000, 30, 7.68734372202174111e-142),
    (1e5, 2, 0.0227514817287532316), (1e7, 0.5, 0.308537544227007542), (1e7, 6, 9.86621366683891756e-10),
  ])
  func studentTail(degreesOfFreedom: Double, t: Double, tail: Double) {
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    #expect(agree(student.upperTail(t), tail))
    #expect(agree(student.cumulative(-t), tail))
    #expect(agree(student.cumulative(t), 1 - tail))
  }

  @Test(arguments: [
    (0.1, 0.9, 1604425.70566655483), (0.5, 0.95, 41.1360000928782024), (1, 0.999, 318.308838985550163),
    (2, 0.9, 1.88561808316412702), (3.3, 0.95, 2.26865456675546483), (10, 0.975, 2.22813885198627422),
    (30, 0.6, 0.255605364951912714), (120, 0.995, 2.61742114510686569), (5000, 0.95, 1.64515843759697105),
    (1e7, 0.975, 1.95996422176720511), (5, 1e-10, -156.825592708894316), (4, 0.05, -2.13184678632665027),
  ])
  func studentQuantile(degreesOfFreedom: Double, p: Double, t: Double) {
    // 1 − p of the stored decimal p carries a relative error of up to 10⁻¹³, which a heavy tail magnifies by 1/ν.
    #expect(agree(StudentT(degreesOfFreedom: degreesOfFreedom).quantile(p), t, relative: 1e-12))
  }

  /// The printed table of Student's t (NIST/SEMATECH e-Handbook §1.3.6.7.2), two-sided 5 % and 10 %.
  @Test(arguments: [
    (1.0, 6.314, 12.706), (2, 2.920, 4.303), (3, 2.353, 3.182), (4, 2.132, 2.776), (5, 2.015, 2.571),
    (8, 1.860, 2.306), (10, 1.812, 2.228), (20, 1.725, 2.086), (30, 1.697, 2.042), (100, 1.660, 1.984),
  ])
  func studentTable(degreesOfFreedom: Double, t95: Double, t975: Double) {
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    #expect(agree(student.quantile(0.95), t95, absolute: 0.0005))
    #expect(agree(student.quantile(0.975), t975, absolute: 0.0005))
  }

  /// With 1 and 2 degrees of freedom the distribution is elementary: ½ − arctan(t)/π at t = 1, and ½ − t/(2√(2 + t²)).
  @Test func studentInClosedForm() {
    #expect(agree(StudentT(degreesOfFreedom: 1).upperTail(1), 0.25))
    #expect(agree(StudentT(degreesOfFreedom: 2).upperTail(2.0.squareRoot()), 0.5 - 2.0.squareRoot() / 4))
  }

  @Test(arguments: [0.05, 1, 3.7, 12, 400, 1e6], [0.01, 0.2, 0.45, 0.55, 0.9, 0.9995])
  func studentQuantileInvertsTheCumulative(degreesOfFreedom: Double, p: Double) {
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    #expect(agree(student.cumulative(student.quantile(p)), p))
    #expect(agree(student.quantile(1 - p), -student.quantile(p), relative: 1e-10))
  }

  @Test func studentAtTheEdges() {
    let student = StudentT(degreesOfFreedom: 4)
    #expect(student.quantile(0.5) == 0)
    #expect(student.upperTail(0) == 0.5)
    #expect(student.quantile(0) == -.infinity)
    #expect(student.quantile(1) == .infinity)
    #expect(student.upperTail(.infinity) == 0)
    #expect(student.cumulative(.infinity) == 1)
    #expect(student.upperTail(.nan).isNaN)
    #expect(student.quantile(1.5).isNaN)
    #expect(StudentT(degreesOfFreedom: 0.001).quantile(0.95) == .infinity)
    #expect(StudentT(degreesOfFreedom: .infinity).quantile(0.975) == NormalDistribution.quantile(0.975))
    #expect(StudentT(degreesOfFreedom: .infinity).upperTail(2) == NormalDistribution.upperTail(2))
    for nu in [0, -1, Double.nan] {
      #expect(StudentT(degreesOfFreedom: nu).upperTail(1).isNaN)
      #expect(StudentT(degreesOfFreedom: nu).quantile(0.9).isNaN)
    }
  }

  @Test(arguments: [1e-5, 1e-300]) func tinyArgumentsStayNearOneHalf(t: Double) {
    #expect(agree(StudentT(degreesOfFreedom: 3).upperTail(t), 0.5, relative: 1e-5))
  }
}
