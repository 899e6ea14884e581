/* Stems still to be written: the lines of a stem go when its kernel comes. */
#include "dispatch.h"

void ml_lumped_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_philox_c(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_philox_avx2(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_philox_avx512(const ml_draw*a,const ml_patch*b,uint32_t*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_c(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_avx2(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
void ml_gauss_avx512(const ml_draw*a,const ml_patch*b,float*c,int64_t d){(void)a;(void)b;(void)c;(void)d;}
