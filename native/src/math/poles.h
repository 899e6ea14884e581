/* exp on (-inf, 0] as a sum over poles: the Caratheodory-Fejer near-best rational approximation (Trefethen, Weideman,
 * Schmelzer, Talbot quadratures and rational approximations, BIT 46, 2006). */
#ifndef MATCHLINE_POLES_H
#define MATCHLINE_POLES_H

/* exp(x) = limit + Re sum c_k / (x - z_k) on (-inf, 0]: one pole z of each pair, its residue c doubled; a real pole, if
 * there is one, stands last. */
typedef struct ml_poles {
  int count; /* pairs and the real pole */
  int pairs;
  double limit;
  double pole_r[6], pole_i[6], residue_r[6], residue_i[6];
} ml_poles;

/* Three pairs and a real pole, at most 1.1e-7 off, a seventh less work than four pairs. */
static const ml_poles ml_seven_poles = {
    4,
    3,
    -0x1.d315f71800000p-24,
    {0x1.362b4c07ec055p+1, 0x1.83e5462a517e8p-1, -0x1.49b164d431771p+1, 0x1.7875dcec02d5ap+1},
    {0x1.324ec8b84ddbap+1, 0x1.35fdd85dd128ap+2, 0x1.dec8554bff5e3p+2, 0},
    {0x1.1d3a11801867ep+3, -0x1.ce22437d49e21p+0, 0x1.450ff5508e9fdp-4, -0x1.cc020f24fede8p+2},
    {-0x1.8f79a4b1f031ap+1, 0x1.7ae6049817912p+0, -0x1.ade5897754092p-4, 0}};

/* Four pairs, at most 1.2e-8 off. */
static const ml_poles ml_four_poles = {
    4,
    4,
    0x1.92c8aabc80000p-27,
    {0x1.9c47ef0cdbb6fp+1, 0x1.25686b8a16955p+1, 0x1.13f572053e3d8p-2, -0x1.b44b05baf3863p+1},
    {0x1.31910df124208p+0, 0x1.cce6149402ba3p+1, 0x1.854005a1b6b57p+2, 0x1.18bcb2fb9a066p+3},
    {-0x1.d4eefda6e7cd2p+1, 0x1.37d6bc808c08ep+2, -0x1.43e294d53e403p+0, 0x1.cce0c0c37b758p-5},
    {-0x1.30d1c824146abp+4, 0x1.dbbea61a5d3b8p+2, -0x1.c693c7202649cp-1, 0x1.7b5e240c5be3bp-6}};

/* Six pairs, at most 1.6e-12 off. */
static const ml_poles ml_six_poles = {
    6,
    6,
    0x1.bc61ap-40,
    {0x1.34f5a718acd4fp+2, 0x1.0d3123931e7e5p+2, 0x1.757cb76b94704p+1, 0x1.b412f3dc5e321p-1, -0x1.1e34351e00262p+1,
     -0x1.bfea80b0951ebp+2},
    {0x1.31a9326e1f094p+0, 0x1.cba34a9af8780p+1, 0x1.811c32142d02dp+2, 0x1.101f660498758p+3, 0x1.637f5ad021bf1p+3,
     0x1.bfde8c8aba842p+3},
    {-0x1.7994854609295p+4, 0x1.2c935d0f91553p+5, -0x1.079fcae8b7cf7p+4, 0x1.51c4f44cd45a6p+1, -0x1.18de6c53e30fbp-3,
     0x1.ad1848e8192cap-10},
    {-0x1.734b077740eecp+6, 0x1.43cbeb7d0a9abp+5, -0x1.65e9986487525p+2, -0x1.77db3653ce255p-2, 0x1.3abaa8114997ep-4,
     -0x1.30cbf4fdccc95p-10}};

#endif
